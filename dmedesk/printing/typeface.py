"""Type: two sizes, a title and a bold, in the Helvetica that every PDF reader has.

A text with a letter outside Windows-1252 is set whole in Liberation Sans, whose letters are as
wide as Helvetica's, and only then is a font embedded: it costs 20 kB and three times the time.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dmedesk.kit import paths


@dataclass(frozen=True, slots=True)
class Style:
    """A size in points, and whether it is bold."""

    size: float
    bold: bool = False


SMALL = Style(8.5)
TEXT = Style(10.5)
STRONG = Style(10.5, bold=True)
TITLE = Style(18.0)


@dataclass(frozen=True, slots=True)
class Face:
    """A font by its PDF name, and how wide its characters are in thousandths of the size."""

    name: str
    widths: Mapping[str, float]


def clean(text: str) -> str:
    """The text as it can be set: one line, composed letters, no control characters."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(character for character in composed if character.isprintable())


def face_for(text: str, *, bold: bool) -> Face:
    """The standard face, or the embedded one where the text needs it."""
    if text.isascii() or _in_windows_1252(text):
        return _standard(bold=bold)
    return _embedded(bold=bold)


def width_of(text: str, style: Style) -> float:
    """How wide a cleaned text is, in points."""
    widths = face_for(text, bold=style.bold).widths
    return sum(map(widths.__getitem__, text)) * style.size / 1000


def unprintable(text: str) -> str:
    """The characters that no face here has, in order, each once; they print as empty boxes."""
    missing = [character for character in clean(text) if not _is_printable(character)]
    return "".join(dict.fromkeys(missing))


def printable(text: str) -> str:
    """The text as it can be set, without the signs (not letters) that no face here has."""
    if text.isascii():
        return clean(text)
    missing = {one for one in unprintable(text) if unicodedata.category(one).startswith("S")}
    return clean("".join(one for one in clean(text) if one not in missing))


def _is_printable(character: str) -> bool:
    return _in_windows_1252(character) or character in _embedded(bold=False).widths


def _in_windows_1252(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _standard(*, bold: bool) -> Face:
    # ReportLab takes 0.1 s to import: paid by papers, not by every start of the program.
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415

    font = pdfmetrics.getFont("Helvetica-Bold" if bold else "Helvetica")
    codes = bytes(range(32, 256)).decode("cp1252", errors="ignore")
    return Face(font.fontName, {c: font.widths[c.encode("cp1252")[0]] for c in codes})


class _WidthsWithBox(dict[str, float]):
    """Characters that the font lacks are as wide as the box that stands in for them."""

    box = 0.0

    def __missing__(self, character: str) -> float:
        return self.box


@cache
def _embedded(*, bold: bool) -> Face:
    from reportlab.pdfbase import pdfmetrics, ttfonts  # noqa: PLC0415

    name = "LiberationSans-Bold" if bold else "LiberationSans-Regular"
    font = ttfonts.TTFont(name, str(paths.resources() / "fonts" / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    widths = _WidthsWithBox((chr(code), width) for code, width in font.face.charWidths.items())
    widths.box = font.face.defaultWidth
    return Face(name, widths)
