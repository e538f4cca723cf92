"""Sentences as they are printed: one line, a capital at the head, a full stop at the end, placeholders before it."""

ENDS = frozenset(".!?…。！？؟।")
_CLOSERS = frozenset("\"”’'»)]*_`")
_OPENERS = frozenset("\"“„‘'«([*_`")


def finish(text: str) -> str:
    """One line with a capital at the head and a full stop at the end."""
    text = " ".join(text.split())
    return _stopped(_capital(text.rstrip(",;:–—- ") or text))


def _capital(text: str) -> str:
    start = next((at for at, sign in enumerate(text) if sign not in _OPENERS), 0)
    end = start
    while end < len(text) and text[end].isalnum():
        end += 1
    first = text[start : start + 1]
    name = text[end : end + 1] in set("/@_:") or (text[end : end + 1] == "." and text[end + 1 : end + 2].isalnum())
    plain = text[start:end].islower() and text[start:end].isalpha() and not name
    if plain and len(first.upper()) == 1 and first.upper().lower() == first:
        return text[:start] + first.upper() + text[start + 1 :]
    return text


def _stopped(text: str) -> str:
    core = text.rstrip("".join(_CLOSERS))
    if not core or core[-1] in ENDS or not (text[-1].isalnum() or text[-1] in _CLOSERS | set("%€$£")):
        return text
    return text + "."


def with_notes(sentence: str, notes: list[str]) -> str:
    """A sentence with placeholders before its full stop, where they belong to its words."""
    if not notes:
        return sentence
    *_, last = sentence.split() or [""]
    if sentence.endswith(".") and last.count(".") == 1:
        return f"{sentence[:-1].rstrip()} {' '.join(notes)}."
    return f"{sentence} {' '.join(notes)}"
