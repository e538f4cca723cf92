"""Whole reviews by a server on this machine that speaks as the real ones do."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from starcli.models import Target
from tests.cli.stories import WEAK
from tests.coach.stories import stories
from tests.fakes import first_sentence, says
from tests.providers import wire

STORY = stories()[1]


class Server:
    """Answers every request for a chat with what `say` makes of it, from a thread of its own."""

    def __init__(self, say):
        self.asked, self.keys = [], []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                outer.asked.append(body)
                outer.keys.append(self.headers.get("authorization", ""))
                stream = wire.chat(say(body))
                self.send_response(200)
                self.send_header("content-type", "text/event-stream")
                self.send_header("content-length", str(len(stream)))
                self.end_headers()
                self.wfile.write(stream)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self):
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def reviewed(star, server, *arguments):
    result = star(
        "review", *arguments, "-f", "json", "--provider", "compatible", "--model", "m-1", "--base-url", server.url
    )
    assert result.status == 0, result.err
    return json.loads(result.out)["reviews"], result


def filled(schema, quote):
    """An answer by the request's own schema: every flag true, every text the same words."""
    if schema["type"] == "object":
        return {key: filled(value, quote) for key, value in schema["properties"].items()}
    if schema["type"] == "array":
        return [filled(schema["items"], quote)]
    return True if schema["type"] == "boolean" else quote


def liar(quote):
    def say(body):
        schema = body["response_format"]["json_schema"]["schema"]
        return json.dumps(filled(schema, quote(body["messages"][1]["content"])))

    return say


def test_a_review_by_a_real_request(star, monkeypatch):
    monkeypatch.setenv("STAR_API_KEY", "sk-very-secret")
    Path("story.md").write_text(STORY.text)
    with Server(lambda _: says(Target(), STORY.met, STORY.faults)) as server:
        [review], result = reviewed(star, server, "story.md")
    assert (review["engine"]["provider"], review["engine"]["requests"]) == ("compatible", 1)
    assert review["engine"]["cached_tokens"] == 700
    assert review["band"]["summary"] == "You tell what you did, and it can be followed."
    assert {row["source"] for row in review["criteria"]} == {"rules", "model", "both"}
    assert server.keys == ["Bearer sk-very-secret"]
    assert "very-secret" not in result.out + result.err
    [body] = server.asked
    assert STORY.text.strip() in body["messages"][1]["content"]


def test_every_flag_true_and_invented_quotes_make_no_criterion_met(star):
    Path("story.md").write_text(STORY.text)
    offline = json.loads(star("review", "story.md", WEAK, "-f", "json").out)["reviews"]
    with Server(liar(lambda _: "I saved 4,000 lives in Oslo with Bluebird Systems")) as server:
        found, _ = reviewed(star, server, "story.md", WEAK)
    for before, after in zip(offline, found, strict=True):
        assert [row["met"] for row in after["criteria"]] == [row["met"] for row in before["criteria"]]
        assert after["band"]["name"] == before["band"]["name"]
        written = json.dumps([after["band"], after["sections"], after["probes"], after["rewrites"]])
        assert not any(word in written for word in ("4,000", "Oslo", "Bluebird"))


@pytest.mark.parametrize("level", ["sde1", "sde2", "senior"])
def test_the_first_sentence_everywhere_does_not_hire_the_weak(star, level):
    story = Path(WEAK).read_text("utf-8").split("---")[-1]
    with Server(liar(lambda _: first_sentence(story))) as server:
        [review], _ = reviewed(star, server, WEAK, "-l", level)
    assert review["band"]["name"] in {"no_hire", "strong_no_hire"}


def test_the_prefix_of_all_requests_is_the_same(star):
    files = []
    for number, story in enumerate(stories()[:4]):
        files.append(f"{number}.md")
        Path(files[-1]).write_text(story.text)
    with Server(lambda _: says(Target(), {})) as server:
        reviewed(star, server, *files)
    prefixes = {json.dumps([body["messages"][0], body["response_format"]]) for body in server.asked}
    assert (len(server.asked), len(prefixes)) == (4, 1)
