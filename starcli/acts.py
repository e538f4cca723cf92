"""Who does what in a sentence: a light reading of subjects and verbs, without a parser for all of English."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple

from starcli import lexicon
from starcli.lexicon import Hit, Token, Verb

Subject = Literal["teller", "group", "other", "passive", "bare"]

_SENTENCE_PARTS = {".", "!", "?", ":", ";", "(", ")", "—", "–"}
_NEAR = 12  # tokens within which "checking the list and asking" belongs together
_PASSIVE = {"was", "were", "been", "got"}
_OBJECT_STARTS = {"the", "a", "an", "my", "our", "their", "each", "every", "all", "with", "to", "it", "them"}


class Act(NamedTuple):
    """A verb and who does it. `bare` is a note without a subject, where the teller is meant."""

    subject: Subject
    first: int  # token of the subject, or of the verb where there is none
    at: int  # token of the verb
    lemma: str
    lists: AbstractSet[str]  # the verb lists it is on
    negated: bool = False
    modal: bool = False  # would, could, should: not told as done
    wished: bool = False  # wanted to, tried to: not told as done
    quoted: bool = False

    @property
    def done(self) -> bool:
        """Whether it is told as having been done."""
        return not (self.negated or self.modal or self.wished or self.quoted)

    @property
    def own(self) -> bool:
        """Whether the teller did it, and it is a deed, not a thought."""
        return self.done and self.subject in {"teller", "bare"} and bool(self.lists - {"mental"})

    @property
    def specific(self) -> bool:
        """Whether a peer could picture it."""
        return "specific" in self.lists


class _Clause:
    """What is known of the clause being read."""

    def __init__(self, *, bullet: bool) -> None:
        self.subject: Subject | None = "bare" if bullet else None
        self.first = 0
        self.main: tuple[Subject, int] | None = ("bare", 0) if bullet else None  # the last person, and where
        self.thing = False  # the subject is "it", "that", "which"
        self.negated = self.modal = self.passive = False
        self.to: Literal["did", "wished", "none"] = "none"
        self.fresh = bullet  # no noun has stood since the subject or the conjunction
        self.direct = bullet  # and none since the subject itself

    def begin(self, subject: Subject, at: int, *, thing: bool = False) -> None:
        self.subject, self.first, self.fresh, self.direct = subject, at, True, True
        self.thing = thing
        if not thing:
            self.main = (subject, at)
        self.negated = self.modal = self.passive = False
        self.to = "none"

    def go_on(self) -> None:
        if self.thing and self.main:  # "I saw that it failed and called them": the person goes on, not the thing
            (self.subject, self.first), self.thing = self.main, False
        self.fresh = self.subject is not None
        self.negated = self.modal = self.passive = False
        self.to = "none"


def find_acts(
    text: str, tokens: Sequence[Token], hits: Mapping[str, Sequence[Hit]], quoted: frozenset[int], *, bullet: bool
) -> tuple[Act, ...]:
    """Every verb that somebody does. `bullet` says that it is a note, where a first verb is the teller's."""
    group_nouns = {last - 1 for _, last in hits.get("team_nouns", ())}
    did = {last - 1 for _, last in hits.get("did_to", ())}
    wished = {last - 1 for _, last in hits.get("wished_to", ())}
    clause = _Clause(bullet=bullet or _is_note(tokens))
    acts: list[Act] = []
    for at, token in enumerate(tokens):
        low = token.low
        if subject := _subject(text, tokens, at, at in group_nouns):
            _enter(clause, subject, at, low)
        elif at in did or at in wished:
            clause.to, clause.fresh = ("did" if at in did else "wished"), clause.subject is not None
        elif low in _SENTENCE_PARTS:
            clause.go_on()
        elif not _function_word(clause, low):
            act = _act(clause, tokens, at, at in quoted)
            if act:
                acts.append(act)
                clause.to = "none"
            clause.fresh = clause.direct = False
    acts += _suffered(tokens, acts, quoted)
    return tuple(sorted([*acts, *_accompanying(tokens, acts, quoted)], key=lambda act: act.at))


def _suffered(tokens: Sequence[Token], acts: Sequence[Act], quoted: frozenset[int]) -> list[Act]:
    """Deeds told without a doer: "the letters were sorted"."""
    known = {act.at for act in acts}
    found: list[Act] = []
    for first, token in enumerate(tokens):
        if token.low not in _PASSIVE:
            continue
        at = first + 1
        while at < len(tokens) and tokens[at].low in lexicon.words("adverb"):
            at += 1
        verb = lexicon.verbs().get(tokens[at].low) if at < len(tokens) else None
        if verb and "participle" in verb.forms and at not in known:
            found.append(Act("passive", first, at, verb.lemma, verb.lists, quoted=at in quoted))
    return found


def _accompanying(tokens: Sequence[Token], acts: Sequence[Act], quoted: frozenset[int]) -> list[Act]:
    """Deeds that go along with another: "by asking each ward", "Checking the lists, I found"."""
    known = {act.at: act for act in acts}
    near = acts[0] if acts else None  # the act before, or the first of all
    found: list[Act] = []
    for at, token in enumerate(tokens):
        near = known.get(at, near)
        verb = lexicon.verbs().get(token.low) if token.low.endswith("ing") else None
        if verb is None or "ing" not in verb.forms or at in known or not _goes_along(tokens, at, found[-1:]):
            continue
        if near and near.subject in {"teller", "bare", "group"} and near.done:
            found.append(Act(near.subject, at, at, verb.lemma, verb.lists, quoted=at in quoted))
    return found


def _goes_along(tokens: Sequence[Token], at: int, last: Sequence[Act]) -> bool:
    before = tokens[at - 1].low if at else ""
    if before in {"and", "or"}:
        return any(at - act.at < _NEAR for act in last)
    return not before or before in lexicon.words("before_ing")


def is_pronoun_i(text: str, token: Token) -> bool:
    """Whether an "I" is the teller: not in "I/O", "I-95", "Type I", "(i)"."""
    after, before = text[token.end : token.end + 1], text[token.start - 1 : token.start] if token.start else ""
    if (after and after in "/-.)&") or (before and before in "/-(&"):
        return after == "-" and text[token.end : token.end + 2] == "--"
    return True


def _is_note(tokens: Sequence[Token]) -> bool:
    """Whether a sentence begins with a deed and leaves the subject out: "Then called the ward"."""
    at = 0
    while at < len(tokens) - 1 and tokens[at].low in lexicon.words("adverb"):
        at += 1
    known = lexicon.verbs().get(tokens[at].low) if tokens else None
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if known is None or after == "by":
        return False
    return "past" in known.forms or ("base" in known.forms and "specific" in known.lists and after in _OBJECT_STARTS)


def _subject(text: str, tokens: Sequence[Token], at: int, is_group_noun: bool) -> Subject | None:
    token = tokens[at]
    if token.low in lexicon.words("teller"):
        return "teller" if is_pronoun_i(text, token) else None
    if token.low in lexicon.words("group") or is_group_noun:
        return "group"
    if token.low in lexicon.words("third_person") and not _ends_a_phrase(tokens, at):
        return "other"
    return "other" if token.low in lexicon.words("thing") and _before_verb(tokens, at) else None


def _ends_a_phrase(tokens: Sequence[Token], at: int) -> bool:
    """Whether a pronoun is an object: "I fixed it and called him"."""
    after = tokens[at + 1].low if at + 1 < len(tokens) else "."
    return after in _SENTENCE_PARTS or after in lexicon.words("conjunction")


def _before_verb(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb follows "it" or "that", so that it is a subject and not an object or a determiner."""
    after = at + 1
    while after < len(tokens) and tokens[after].low in lexicon.words("adverb"):
        after += 1
    low = tokens[after].low if after < len(tokens) else "."
    if any(low in lexicon.words(name) for name in ("to_be", "auxiliary", "modal", "negation")):
        return True
    verb = _verb(low)
    return verb is not None and bool(verb.forms & {"past", "participle", "s"})


def _enter(clause: _Clause, subject: Subject, at: int, low: str) -> None:
    clause.begin(subject, at, thing=low in lexicon.words("thing"))
    clause.modal = low in lexicon.words("modal") and not low.endswith("'d")
    clause.passive = low in {"i'm", "we're", "they're", "it's", "he's", "she's"}


def _function_word(clause: _Clause, low: str) -> bool:
    """Let a function word change the clause; False for words that may be verbs or nouns."""
    if low in lexicon.words("negation"):
        clause.negated = True
        return True
    if low in lexicon.words("modal"):
        clause.modal = True
        return True
    if low in lexicon.words("to_be"):
        clause.passive = True
        return True
    if low in lexicon.words("conjunction"):
        clause.go_on()
        return True
    return low in lexicon.words("auxiliary") or low in lexicon.words("adverb") or low.endswith("ly") or low == "to"


def _act(clause: _Clause, tokens: Sequence[Token], at: int, quoted: bool) -> Act | None:
    verb = _verb(tokens[at].low)
    if verb is None or clause.subject is None or not clause.fresh or not _fits(clause, verb, tokens, at):
        return None
    subject: Subject = clause.subject
    if clause.passive and "participle" in verb.forms and not tokens[at].low.endswith("ing"):
        subject = "passive"
    return Act(
        subject,
        clause.first if subject != "bare" else at,
        at,
        verb.lemma,
        verb.lists,
        negated=clause.negated,
        modal=clause.modal,
        wished=clause.to == "wished",
        quoted=quoted,
    )


def _fits(clause: _Clause, verb: Verb, tokens: Sequence[Token], at: int) -> bool:
    """Whether the form can be a finite verb here: "to" wants the base form, the past stands alone."""
    if at and tokens[at - 1].low in lexicon.words("determiner"):
        return False
    if clause.to != "none" or clause.modal or clause.negated:
        return True
    if verb.forms & {"past", "participle"}:
        return True
    return clause.direct and bool(verb.forms & {"base", "ing"}) and (clause.subject != "bare" or at == 0)


def _verb(low: str) -> Verb | None:
    known = lexicon.verbs().get(low)
    if known:
        return known
    if (
        len(low) > 4 and low.endswith("ed") and low.isalpha()
    ):  # an unlisted regular verb: done, but not known how specific
        return Verb(low, {"past", "participle"}, {"unlisted"})
    return None
