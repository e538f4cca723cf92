import pytest

from starcli.advice.sentences import finish, with_notes


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("the  van\n was late", "The van was late."),
        ("it went up:", "It went up."),
        ("right.", "Right."),
        ("node.js was late.", "node.js was late."),
        ("(the van)", "(The van)."),
        ("e.g. the van was late.", "e.g. the van was late."),
        ("ßtraße", "ßtraße."),
        ("Done!", "Done!"),
        ("cut by 20%", "Cut by 20%."),
        ("…", "…"),
        ("", ""),
    ],
)
def test_a_sentence_is_finished(given, wanted):
    assert finish(given) == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("It fell.", "It fell [add: by how much]."),
        ("Did it fall?", "Did it fall? [add: by how much]"),
        ("It fell at 6 p.m.", "It fell at 6 p.m. [add: by how much]"),
        ("It fell...", "It fell... [add: by how much]"),
    ],
)
def test_a_note_stands_before_the_full_stop(sentence, wanted):
    assert with_notes(sentence, ["[add: by how much]"]) == wanted


def test_without_notes_nothing_changes():
    assert with_notes("It fell.", []) == "It fell."
