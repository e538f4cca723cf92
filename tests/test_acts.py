import pytest

from starcli.acts import find_acts
from starcli.lexicon import matcher, tokenize
from starcli.reading import find_quoted


def acts_of(text, *, bullet=False):
    tokens = tokenize(text)
    return find_acts(text, tokens, matcher().find(tokens), find_quoted(tokens), bullet=bullet)


def done(text, *, bullet=False):
    """Who did what, of what is told as done."""
    return [(act.subject, act.lemma) for act in acts_of(text, bullet=bullet) if act.done]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I traced the failure.", [("teller", "trace")]),
        (
            "I pulled the logs, traced the fault and wrote a fix.",
            [("teller", "pull"), ("teller", "trace"), ("teller", "write")],
        ),
        ("I then carefully checked three wards.", [("teller", "check")]),
        ("I've called every family.", [("teller", "call")]),
        ("I decided to rewrite the rota.", [("teller", "decide"), ("teller", "rewrite")]),
        ("We deployed the patch.", [("group", "deploy")]),
        ("The team tested the patch.", [("group", "test")]),
        ("She called the ward.", [("other", "call")]),
        ("The patch was tested twice.", [("passive", "test")]),
        ("I did not escalate it.", []),
        ("I never asked.", []),
        ("I wanted to call him.", [("teller", "want")]),
        ("I would call him.", []),
        ("“We shipped it,” he said.", [("other", "say")]),
        ("I noticed the service dropped messages.", [("teller", "notice")]),
        ("The I/O was slow.", []),
        ("I-95 closed.", []),
    ],
)
def test_who_does_what(text, told):
    assert [row for row in done(text) if row[1] != "say"] == [row for row in told if row[1] != "say"]


def test_a_note_without_a_subject_is_the_tellers():
    assert done("Traced the logs, called the vendor", bullet=True) == [("bare", "trace"), ("bare", "call")]
    assert done("Then traced the logs") == [("bare", "trace")]
    assert done("Traced by nobody, the logs stayed") == []


def test_a_note_about_something_else_is_not_the_tellers():
    assert done("Logs showed a gap", bullet=True) == []


def test_the_passive_hides_who_did_it():
    act = next(act for act in acts_of("It was tested by them."))
    assert act.subject == "passive"
    assert not act.own


def test_thoughts_are_no_deeds():
    assert [act.lemma for act in acts_of("I thought about it and called him.") if act.own] == ["call"]


def test_an_unlisted_verb_counts_but_is_not_specific():
    (act,) = acts_of("I frobnicated the valve.")
    assert act.own
    assert not act.specific
