import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcli import sources
from starcli.errors import InputError

STORY = "I called each ward, and the waiting list fell from 40 to 9.\n"


def refusal(call, *arguments) -> InputError:
    with pytest.raises(InputError) as caught:
        call(*arguments)
    assert caught.value.message.isprintable()
    return caught.value


@pytest.mark.parametrize(
    "text", [STORY, "one\r\ntwo\rthree\n", "naïve – 日記 🙂\n", "\x1b[31mred\x1b[0m", "page\fpage", "a\u200bb\ufeffc"]
)
def test_text_is_read_exactly_as_it_stands(tmp_path, text):
    path = tmp_path / "story.md"
    path.write_bytes(text.encode())
    assert sources.read_file(str(path)) == text


def test_a_byte_order_mark_is_dropped():
    assert sources.decode(b"\xef\xbb\xbf" + STORY.encode(), "x.md") == STORY


@pytest.mark.parametrize(
    ("data", "code", "hint"),
    [
        (b"", "empty", "star new"),
        (b" \r\n\t\n", "empty", "star new"),
        (b"\xef\xbb\xbf", "empty", "star new"),
        ("\u00a0\u2003".encode(), "empty", "star new"),
        (STORY.encode("utf-16"), "bad-encoding", "is UTF-16: save it as UTF-8"),
        (STORY.encode("utf-16-le"), "bad-encoding", "is UTF-16: save it as UTF-8"),
        (STORY.encode("utf-16-be"), "bad-encoding", "is UTF-16: save it as UTF-8"),
        (STORY.encode("utf-32"), "bad-encoding", "is UTF-32: save it as UTF-8"),
        (b"one\ntwo caf\xe9\n", "bad-encoding", "byte 0xE9 in line 2 is not UTF-8"),
        (b"\xed\xa0\x80 I called", "bad-encoding", "byte 0xED in line 1 is not UTF-8"),
        (b"I called" + b"\xe2\x80", "bad-encoding", "byte 0xE2 in line 1 is not UTF-8"),
        (b"I called\0 each ward", "binary", "is no text"),
        (b"\0" * 500, "binary", "is no text"),
        (b"\x01\x02\x03 text", "binary", "is no text"),
        (b"PK\x03\x04" + b"\x14\0\x06\0" * 20, "binary", "Word document or ZIP"),
        (b"%PDF-1.7\n" + STORY.encode(), "binary", "is a PDF: save the story as plain text"),
        (b"{\\rtf1\\ansi I called}", "binary", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 9, "binary", "a picture"),
        (b"a" * (sources.MAX_FILE + 1), "too-large", "20 MB"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value,
)
def test_what_is_no_text_is_refused_with_the_reason(data, code, hint):
    error = refusal(sources.decode, data, "x.md")
    assert error.code == code
    assert error.message.startswith("x.md: ")
    assert hint in error.message


def test_a_stray_control_character_is_still_text():
    text = STORY + "\x01"
    assert sources.decode(text.encode(), "x.md") == text


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_become_text_or_one_line(data):
    try:
        text, message = sources.decode(data, "x.md"), None
    except InputError as error:
        text, message = None, error.message
    if message is None:
        assert text.encode() == data.removeprefix(b"\xef\xbb\xbf")
    else:
        assert message.isprintable()


def test_standard_input_is_named_in_words():
    assert refusal(sources.decode, b"", "-").message.startswith("standard input (-): ")


# -- files -----------------------------------------------------------------------------------------------------------


def test_a_path_that_leads_nowhere(tmp_path):
    (tmp_path / "a.md").write_text(STORY)
    for path in (tmp_path / "none.md", tmp_path / "a.md" / "b.md", "", "a\0b", "\ud800"):
        assert refusal(sources.read_file, str(path)).code == "missing-file"
    (tmp_path / "circle").symlink_to("circle")
    assert refusal(sources.read_file, str(tmp_path / "circle")).code == "unreadable"


def test_a_folder_is_for_batch(tmp_path):
    error = refusal(sources.read_file, str(tmp_path))
    assert error.code == "is-folder"
    assert "star batch" in error.message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_one_may_not_read(tmp_path):
    path = tmp_path / "secret.md"
    path.write_text(STORY)
    path.chmod(0)
    error = refusal(sources.read_file, str(path))
    assert error.code == "unreadable"
    assert "Permission denied" in error.message
    path.unlink()
    path.mkdir(mode=0)
    assert refusal(sources.read_file, str(path)).code == "unreadable"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a system without devices")
def test_a_device_is_refused_before_it_is_read():
    assert refusal(sources.read_file, "/dev/zero").code == "not-a-file"


def test_a_pipe_is_read_to_its_end(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(STORY,))
    writer.start()
    assert sources.read_file(str(pipe)) == STORY
    writer.join()


def test_a_message_shows_a_strange_path_safely(tmp_path):
    assert "a�[2Jb" in refusal(sources.read_file, str(tmp_path / "a\x1b[2Jb")).message


@pytest.mark.parametrize(
    ("head", "ours"),
    [
        ("<!-- star report -->\n\n# A story", True),
        ('{\n  "schema_version": 1,\n  "tool": {"name": "star", "version": "9"', True),
        ('{"schema_version":12,"tool":{"name":"star"}}', True),
        ('{"schema_version": 1, "tool": {"name": "starfish"', False),
        ("# My notes <!-- star report -->", False),
        ("", False),
    ],
)
def test_a_report_of_ours_is_known_by_its_start(head, ours):
    assert sources.by_star(head) is ours
    assert sources.by_star(head.encode()) is ours
