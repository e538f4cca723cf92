"""What went wrong with a provider, as one line that says what to do next.

Both SDKs, and the servers behind them, tell of a failure in much the same shape: a status, a code or type, and a
message. So no SDK is imported here; what an exception does not have is taken as absent.
"""

import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from starcli.errors import ProviderError
from starcli.names import shown
from starcli.providers.base import TransientError


class Party(NamedTuple):
    """Whom a message is about. `hide` takes the key out of what a server says."""

    name: str
    model: str
    host: str
    key: str  # the variable that holds the key
    hide: Callable[[str], str]
    address: str = ""  # what its address looks like
    has_key: bool = True


class _Kind(NamedTuple):
    code: str
    text: str  # with {model}, {host}, {key}, {detail} and {address}
    transient: bool = False


_BAD_KEY = _Kind("bad-key", "the key was refused: check {key}, or make a new key with the provider")
_NO_KEY = _Kind("bad-key", "{host} wants a key: set {key}")
_FORBIDDEN = _Kind("bad-key", "the key may not be used for this{detail}: check with the provider what it allows")
_NO_MODEL = _Kind("unknown-model", "there is no model {model} for this key: name another with --model")
_NO_PATH = _Kind("no-route", "nothing answers at this address of {host}{detail}: check the base URL{address}")
_NO_ROUTE = _Kind("no-route", "{host} cannot be reached: check the network and the base URL", transient=True)
_BROKEN = _Kind("no-route", "the connection to {host} broke off: try again", transient=True)
_BAD_CERTIFICATE = _Kind(
    "bad-certificate",
    "the certificate of {host} is not to be trusted{detail}: check the base URL; "
    "if your network has its own authority, name its file in SSL_CERT_FILE",
)
_TIMEOUT = _Kind("timeout", "{host} took too long to answer: try again, or name a faster model with --model", True)
_QUOTA = _Kind("quota", "the account behind {key} has no credit left: add some, or leave --provider out")
_TOO_LONG = _Kind(
    "context-too-long",
    "story and prompt are too long for {model}: shorten the story, name a model with a longer context, "
    "or give your own server a larger one",
)
_RATE_LIMITED = _Kind("rate-limited", "{host} takes no more requests for now: try again in a minute", transient=True)
_OVERLOADED = _Kind("overloaded", "{host} is overloaded or out of order: try again in a few minutes", transient=True)
_REFUSED = _Kind("refused-request", "{host} refused the request{detail}: try another model with --model")
_PROTOCOL = _Kind("protocol", "{host} answers in a way star cannot read{detail}: check the base URL{address}")

_BY_WORD: Mapping[str, _Kind] = {  # a code or type, before the status counts
    "insufficient_quota": _QUOTA,
    "billing_hard_limit_reached": _QUOTA,
    "billing_error": _QUOTA,
    "context_length_exceeded": _TOO_LONG,
    "exceed_context_size_error": _TOO_LONG,
    "request_too_large": _TOO_LONG,
    "model_not_found": _NO_MODEL,
    "invalid_api_key": _BAD_KEY,
    "authentication_error": _BAD_KEY,
    "permission_error": _FORBIDDEN,
    "rate_limit_error": _RATE_LIMITED,
    "rate_limit_exceeded": _RATE_LIMITED,
    "timeout_error": _TIMEOUT,
    "overloaded_error": _OVERLOADED,
    "api_error": _OVERLOADED,
    "server_error": _OVERLOADED,
    "internal_server_error": _OVERLOADED,
}
_BY_MESSAGE = (  # some servers say it only in words
    (re.compile(r"context (?:length|size|window)|prompt is too long|too many (?:input )?tokens"), _TOO_LONG),
    (re.compile(r"credit balance|insufficient (?:balance|credits|funds)"), _QUOTA),
)
_BY_STATUS: Mapping[int, _Kind] = {
    401: _BAD_KEY,
    402: _QUOTA,
    403: _FORBIDDEN,
    404: _NO_PATH,
    408: _TIMEOUT,
    409: _OVERLOADED,
    413: _TOO_LONG,
    429: _RATE_LIMITED,
}
_KEYS = re.compile(r"\b(?:sk|pk|key|xai|gsk)[-_][\w*.\-]{6,200}", re.ASCII)  # as servers repeat them, often in part


def of(error: Exception, party: Party) -> ProviderError:
    """The failure behind an exception of an SDK or of the connection under it."""
    if (bad := _certificate(error)) is not None:
        return _made(_BAD_CERTIFICATE, party, bad.verify_message)
    body = getattr(error, "body", None)
    message = getattr(error, "message", None) or str(error)
    status = getattr(error, "status_code", None)
    if status is None and not body:
        return _made(_unanswered(error), party, message)
    failure = _made(_kind(_words(body), message, status), party, _told(body) or message)
    if isinstance(failure, TransientError):
        failure.retry_after = retry_after(getattr(getattr(error, "response", None), "headers", {}))
    return failure


def told(code: str | None, message: str | None, party: Party) -> ProviderError:
    """The failure that a server tells of within its stream, under status 200."""
    return _made(_kind([str(code or "")], message or "", None), party, message or "")


def timeout(party: Party) -> ProviderError:
    """A wait that was too long."""
    return _made(_TIMEOUT, party, "")


def broken(party: Party) -> ProviderError:
    """A stream that ended before the answer did."""
    return _made(_BROKEN, party, "")


def unreadable(party: Party, detail: str) -> ProviderError:
    """An answer that is none."""
    return _made(_PROTOCOL, party, detail)


def scrubber(key: str | None) -> Callable[[str], str]:
    """A function that takes a key, and whatever looks like one, out of a text."""
    secret = key if key and len(key) >= 4 else None  # “x” opens a server on one's own machine, and is in every word

    def hide(text: str) -> str:
        return _KEYS.sub("***", text.replace(secret, "***") if secret else text)

    return hide


def retry_after(headers: Mapping[str, str]) -> float | None:
    """For how many seconds the server asks to be left alone."""
    if re.fullmatch(r"\s*[0-9.]{1,12}\s*", milliseconds := headers.get("retry-after-ms", "")):
        return _number(milliseconds, 1000)
    if re.fullmatch(r"\s*[0-9.]{1,12}\s*", value := headers.get("retry-after", "")):
        return _number(value, 1)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max((when - datetime.now(UTC)).total_seconds(), 0.0)


def _number(text: str, unit: int) -> float | None:
    try:
        return float(text) / unit
    except ValueError:
        return None


# -- which kind it is ------------------------------------------------------------------------------------------------


def _kind(words: list[str], message: str, status: int | None) -> _Kind:
    """By code or type, then by what the message says, then by status."""
    for word in words:
        if word in _BY_WORD:
            return _BY_WORD[word]
        if status in (None, 200):
            status = _status(word)
    for pattern, kind in _BY_MESSAGE if status != 429 else ():
        if pattern.search(message.lower()):
            return kind
    if status == 404 and "model" in message.lower():
        return _NO_MODEL
    return _by_status(status)


def _status(word: str) -> int | None:
    """The status that an error within a stream would have had before it began."""
    if re.fullmatch("[45][0-9]{2}", word):  # llama.cpp gives the status for a code
        return int(word)
    return 400 if word.startswith("invalid_") or "policy" in word else None


def _by_status(status: int | None) -> _Kind:
    if status is None or status < 300 or status >= 500:
        return _OVERLOADED
    if status < 400:
        return _NO_PATH
    return _BY_STATUS.get(status, _REFUSED)


def _unanswered(error: Exception) -> _Kind:
    """The kind of a failure without a word from the server. The names are those of the SDKs and of httpx2."""
    causes = {kind.__name__ for one in _chain(error) for kind in type(one).__mro__}
    if "ConnectTimeout" in causes:
        return _NO_ROUTE
    if causes & {"APITimeoutError", "TimeoutException"}:
        return _TIMEOUT
    if causes & {"RemoteProtocolError", "ReadError", "WriteError", "CloseError"}:
        return _BROKEN
    if causes & {"APIConnectionError", "TransportError", "OSError"}:
        return _NO_ROUTE
    return _PROTOCOL


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    for _ in range(10):
        if seen is None:
            return
        yield seen
        seen = seen.__cause__ or seen.__context__


def _certificate(error: Exception) -> ssl.SSLCertVerificationError | None:
    return next((one for one in _chain(error) if isinstance(one, ssl.SSLCertVerificationError)), None)


def _words(body: object) -> list[str]:
    """The codes and types in an error's body, which may be wrapped as {"error": ...} or not."""
    found = []
    while isinstance(body, dict):
        found += [str(body[key]) for key in ("code", "type") if body.get(key) is not None]
        body = body.get("error")
    return found


def _told(body: object) -> str:
    """The innermost message of an error's body."""
    found = ""
    while isinstance(body, dict):
        found = body["message"] if isinstance(body.get("message"), str) else found
        body = body.get("error")
    return found


def _made(kind: _Kind, party: Party, detail: str) -> ProviderError:
    kind = _NO_KEY if kind is _BAD_KEY and not party.has_key else kind
    said = shown(party.hide(detail), 160)
    line = kind.text.format(
        model=shown(party.model),
        host=party.host,
        key=party.key,
        address=f", which {party.address}" if party.address else "",
        detail=f" ({said})" if detail.strip() else "",
    )
    error = TransientError if kind.transient else ProviderError
    return error(f"{party.name}: {party.hide(line)}", code=kind.code)
