"""Code 128 (ISO/IEC 15417): what is written is what is read, by an independent table."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.barcode import code128

from dmedesk.printing.barcode import symbols, widths

_LETTERS: Any = code128._patterns  # noqa: SLF001 (the library's table is the independent witness)
_VALUES = {
    tuple("abcd".index(letter.lower()) + 1 for letter in pattern): value
    for value, pattern in _LETTERS.items()
}


def decoded(bars: tuple[int, ...]) -> str:
    """The text in a row of bars and spaces, its check symbol checked."""
    values = [_VALUES[bars[at : at + 6]] for at in range(0, len(bars) - 7, 6)]
    assert _VALUES[bars[-7:]] == 106
    *content, check = values
    assert check == sum(value * max(at, 1) for at, value in enumerate(content)) % 103
    in_c, text = content[0] == 105, ""
    for value in content[1:]:
        if value == (100 if in_c else 99):
            in_c = not in_c
        else:
            text += f"{value:02d}" if in_c else chr(value + 32)
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A", (104, 33, 34, 106)),
        ("1234", (105, 12, 34, 82, 106)),
        ("12345", (104, 17, 99, 23, 45, 53, 106)),
        ("INV-123", (104, 41, 46, 54, 13, 17, 18, 19, 56, 106)),
        ("INV-000123", (104, 41, 46, 54, 13, 99, 0, 1, 23, 4, 106)),
    ],
)
def test_known_symbols(text: str, expected: tuple[int, ...]) -> None:
    assert symbols(text) == expected


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30))
def test_every_text_is_read_back(text: str) -> None:
    assert decoded(widths(text)) == text


@given(st.from_regex(r"[A-Z]{0,3}-?[0-9]{1,12}-?[0-9]{0,9}", fullmatch=True))
def test_every_number_is_read_back_and_digits_are_paired(number: str) -> None:
    assert decoded(widths(number)) == number
    assert len(symbols(number)) <= len(number) + 3


def test_a_symbol_is_eleven_modules_and_the_stop_thirteen() -> None:
    assert sum(widths("INV-000123")) == 11 * (len(symbols("INV-000123")) - 1) + 13


@pytest.mark.parametrize("text", ["", "é", "A\n", "\x7f"])
def test_what_code_128_cannot_write_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Code 128"):
        symbols(text)
