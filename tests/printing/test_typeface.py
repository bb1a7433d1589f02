"""Helvetica wherever it has the letters; an embedded font, as wide, only where a name needs it."""

import pytest
from reportlab.pdfbase import pdfmetrics

from dmedesk.printing.typeface import (
    SMALL,
    STRONG,
    TEXT,
    TITLE,
    Style,
    clean,
    face_for,
    printable,
    unprintable,
    width_of,
)


@pytest.mark.parametrize("text", ["Boston", "Núñez", "Señora Zoë", "month 4 – 13 · “why” … €"])
def test_standard_helvetica_serves_windows_1252(text: str) -> None:
    assert face_for(text, bold=False).name == "Helvetica"
    assert face_for(text, bold=True).name == "Helvetica-Bold"


@pytest.mark.parametrize("text", ["Łódź", "Şahin", "Dvořák", "Ελένη", "Анна"])
def test_other_letters_take_the_embedded_face(text: str) -> None:
    assert face_for(text, bold=False).name == "LiberationSans-Regular"
    assert face_for(text, bold=True).name == "LiberationSans-Bold"
    assert unprintable(text) == ""


@pytest.mark.parametrize("style", [SMALL, TEXT, STRONG, TITLE])
def test_widths_are_the_librarys(style: Style) -> None:
    for text in ("Illinois 1,234.50", "Núñez – 4 of 13", "Łódź 94.50"):
        name = face_for(text, bold=style.bold).name
        expected = pdfmetrics.stringWidth(text, name, style.size)
        assert width_of(text, style) == pytest.approx(expected)


@pytest.mark.parametrize("bold", [False, True])
def test_the_embedded_face_is_as_wide_as_helvetica(bold: bool) -> None:
    standard, embedded = face_for("a", bold=bold).widths, face_for("ł", bold=bold).widths
    for character in "ABCXYZabcxyz0123456789 .,-–()é":
        assert embedded[character] == pytest.approx(standard[character], abs=1)


def test_digits_are_tabular() -> None:
    assert len({width_of(digit, TEXT) for digit in "0123456789"}) == 1


def test_letters_that_no_face_has_are_named_once_each() -> None:
    assert unprintable("山田 太郎, 山") == "山田太郎"


def test_signs_that_no_face_has_are_left_out_and_letters_are_not() -> None:
    assert printable("✓ at home") == "at home"
    assert printable("→ on rent ↶ 山田") == "→ on rent 山田"
    assert width_of("山", TEXT) > 0


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  two   words \n and\tmore ", "two words and more"),
        ("Lo\u0301dz\u0301", "Lódź"),
        ("soft\u00adhyphen", "softhyphen"),
        ("a\x00b\u200bc", "abc"),
        ("no\u00a0break", "no break"),
    ],
)
def test_text_is_cleaned_to_one_line(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned
