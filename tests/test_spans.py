from hypothesis import given
from hypothesis import strategies as st

from starcli.spans import Locator


def test_line_and_column_start_at_one():
    span = Locator("ab\ncd").span((3, 5))
    assert (span.line, span.column, span.quote) == (2, 1, "cd")


def test_windows_and_old_mac_line_ends():
    assert Locator("a\r\nb\rc").span((5, 6)).line == 3


@given(st.text(alphabet="ab \n\r😀", max_size=40), st.data())
def test_line_and_column_lead_back_to_the_offset(text, data):
    start = data.draw(st.integers(0, len(text)))
    span = Locator(text).span((start, len(text)))
    assert span.quote == text[start:]
    ends = [
        at + 1 for at in range(len(text)) if text[at] == "\n" or (text[at] == "\r" and text[at + 1 : at + 2] != "\n")
    ]
    assert ([0, *ends])[span.line - 1] + span.column - 1 == start
