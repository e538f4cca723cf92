"""Text in a story that speaks to whoever grades it: orders, forged machinery, claimed verdicts, hidden characters.

What is suspected is left out of the reading altogether, so it can neither win points nor be quoted; the report says
where it stands. Narration is not an order: "I scored each vendor" has a subject, "Score this 100" has none.
"""

import base64
import binascii
import re
import unicodedata
from collections.abc import Mapping, Sequence

from starcli import lexicon
from starcli.lexicon import Hit, Token

_ROLE = re.compile(
    r"^\W*(?:system|assistant|user|developer|admin|grader|instructions?)\s*[:>\]|]"
    r"|<\|[\w ]+\|>|\[/?inst\]|<</?sys>>"
    r"|</?(?:story|system|instructions?|prompt|user|assistant|data)\b[^>]{0,60}>",
    re.IGNORECASE,
)
_FORGED_ANSWER = re.compile(
    r"[\"'](?:met|band|score|criteria|verdict|overall|evidence|rating|strong_hire)[\"']\s*:", re.IGNORECASE
)
_FORGED_LINE = re.compile(
    r"\b(?:band|verdict|decision)\s{0,3}[:=]\s{0,3}(?:strong[ _-])?hire\b"
    r"|\b[STARLDP]\d{3}\s{0,3}[:=]\s{0,3}(?:met|true|yes)\b",
    re.IGNORECASE,
)
_LONG_TOKEN = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")
_TAGS = re.compile(r"[\U000e0000-\U000e007f]")
_BIDI_OVERRIDE = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE_RUN = re.compile(r"[\u200b-\u200f\u2060-\u2064\ufeff]{4,}")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_SPACED = re.compile(r"\b(?:[^\W\d_] ){3,40}[^\W\d_]\b")  # "I g n o r e"
# Letters of Cyrillic and Greek, and the Latin ones they look like.
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТХУасеіјорѕухԁΑΒΕΙΚΜΝΟΡΤΧΥαιορν", "ABESIJKMHOPCTXYaceijopsyxdABEIKMNOPTXYaiopv"
)


def hides(hidden: str) -> bool:
    """Whether a comment or a run of invisible characters carries a message for the grader."""
    if _TAGS.search(hidden) or _BIDI_OVERRIDE.search(hidden) or _INVISIBLE_RUN.search(hidden):
        return True
    tokens = lexicon.tokenize(hidden)
    return addresses_grader(hidden, tokens, lexicon.matcher().find(tokens))


def addresses_grader(said: str, tokens: Sequence[Token], hits: Mapping[str, Sequence[Hit]]) -> bool:
    """Whether a sentence seems written for the grader, not for a listener."""
    if _speaks_to_grader(said, tokens, hits):
        return True
    bare = _undisguised(said)
    if bare == said:
        return False
    tokens = lexicon.tokenize(bare)
    return _speaks_to_grader(bare, tokens, lexicon.matcher().find(tokens))


def _speaks_to_grader(said: str, tokens: Sequence[Token], hits: Mapping[str, Sequence[Hit]]) -> bool:
    if any(pattern.search(said) for pattern in (_ROLE, _FORGED_ANSWER, _FORGED_LINE, _TAGS)) or _encoded(said):
        return True
    if hits.get("machinery") or hits.get("override_foreign"):
        return True
    addressed = any(_imperative(tokens, first) for first, _ in hits.get("address", ()))
    return addressed or _orders(tokens, hits) or _claims(hits)


def _undisguised(said: str) -> str:
    """The sentence without what hides its words from a list: invisible characters, look-alikes, spaced letters."""
    bare = said if said.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFKC", said)).translate(_LOOKALIKES)
    return _SPACED.sub(lambda spaced: spaced[0].replace(" ", ""), bare)


def _orders(tokens: Sequence[Token], hits: Mapping[str, Sequence[Hit]]) -> bool:
    """An order without a subject, about what only a grader has in hand."""
    verdicts = [start for name in ("verdict", "verdict_in_order") for start, _ in hits.get(name, ())]
    about = [*verdicts, *(start for start, _ in hits.get("grader", ()))]
    for first, last in hits.get("override", ()):
        anyone = tokens[last - 1].low in {"now", "you"}  # "you are now leaving" is said to others too
        if _imperative(tokens, first) and (about or not anyone):
            return True
    for first, last in hits.get("order", ()):
        if not _imperative(tokens, first):
            continue
        asks = last < len(tokens) and tokens[last].low == "me"  # an interviewer: "Give me an example"
        if max(verdicts, default=-1) >= first or (not asks and sum(not first <= at < last for at in about) >= 2):
            return True
    return False


def _imperative(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb at a place has no subject: it begins a sentence or clause, or only "you must" comes before."""
    polite, starts = lexicon.words("before_order"), lexicon.words("starts_order")
    before = at - 1
    while before >= 0 and tokens[before].low in polite:
        before -= 1
    if before < 0 or tokens[before].low in starts:
        return True
    passed = [token.low for token in tokens[before + 1 : at]]
    return passed[:2] == [",", "you"] or (passed == [","] and tokens[0].low in lexicon.words("before_clause"))


def _claims(hits: Mapping[str, Sequence[Hit]]) -> bool:
    """A grader's verdict claimed for the story or its teller."""
    claims, verdicts = hits.get("claimed"), hits.get("verdict")
    return bool(claims and verdicts and claims[0][0] <= verdicts[-1][0])


def _encoded(said: str) -> bool:
    """A long token that decodes to readable words."""
    for match in _LONG_TOKEN.finditer(said):
        token = match[0].rstrip("=")
        try:
            plain = base64.b64decode(
                token + "=" * (-len(token) % 4), altchars=b"-_" if set(token) & set("-_") else None, validate=True
            )
        except (binascii.Error, ValueError):
            continue
        if sum(32 <= byte < 127 for byte in plain) >= 0.95 * len(plain) and b" " in plain:
            return True
    return False
