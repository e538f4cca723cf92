import pytest

from starcli.advice.lens import depends


@pytest.mark.parametrize(
    ("sentence", "hangs"),
    [
        ("It was cold in the vans.", True),
        ("They signed on Friday.", True),
        ("After this I called the ward.", True),
        ("I followed that pattern into the kitchen.", True),
        ("I asked three porters what they did at that hour.", True),
        ("Because of this the queue grew.", True),
        ("I learned that the porters never read email.", False),
        ("Nobody had asked me to look.", False),
        ("Merchants got their money late.", False),
        ("I showed her the list.", True),
        ("Then I called the ward.", False),
        ("Two patients waited for an hour.", False),
        ("", False),
    ],
)
def test_a_sentence_that_hangs_on_the_one_before(sentence, hangs):
    assert depends(sentence) is hangs
