"""Reads a finished paper back with another program's eyes (pdfium), measured as ``grid`` does."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from dmedesk.printing.grid import PAGE_HEIGHT


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points; ``top`` and ``bottom`` count down from the page's upper edge."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        """The area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * high if wide > 0 and high > 0 else 0.0

    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Letter:
    """One visible character: where its ink is, and its size in points."""

    character: str
    box: Box
    size: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A path or picture; ``weight`` is the thickness of its stroke, 0 where it is filled."""

    kind: int
    box: Box
    weight: float


@dataclass(frozen=True, slots=True)
class PageRead:
    """What stands on one page."""

    text: str
    letters: tuple[Letter, ...]
    drawn: tuple[Drawn, ...]

    def within(self, box: Box) -> str:
        """The characters whose ink touches the box."""
        return "".join(one.character for one in self.letters if one.box.overlap(box) > 0)


def overlapping(letters: Iterable[Letter]) -> Iterator[tuple[Letter, Letter]]:
    """Pairs of letters that cover more than a quarter of the smaller one of them."""
    inked = sorted(letters, key=lambda letter: letter.box.left)
    for at, one in enumerate(inked, start=1):
        for other in inked[at:]:
            if other.box.left >= one.box.right:
                break
            if one.box.overlap(other.box) > min(one.box.area(), other.box.area()) / 4:
                yield one, other


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def read(pdf: bytes) -> list[PageRead]:
    """Every page of the paper."""
    with opened(pdf) as document:
        return [_page(document[number]) for number in range(len(document))]


def words(pdf: bytes) -> str:
    """All text of the paper, one space between any two words."""
    return " ".join(" ".join(page.text.split()) for page in read(pdf))


def _page(page: Any) -> PageRead:
    text = page.get_textpage()
    whole = text.get_text_range()
    letters = tuple(
        Letter(whole[at], _box(*text.get_charbox(at)), pdfium.FPDFText_GetFontSize(text, at))
        for at in range(text.count_chars())
        if not whole[at].isspace()
    )
    drawn = tuple(_drawn(one) for one in page.get_objects() if one.type != pdfium.FPDF_PAGEOBJ_TEXT)
    return PageRead(whole, letters, drawn)


def _drawn(one: Any) -> Drawn:
    """A stroke's box is reported wider by its weight all round: here as it is inked."""
    weight = _weight(one)
    left, bottom, right, top = one.get_bounds()
    box = _box(left + weight, bottom + weight / 2, right - weight, top - weight / 2)
    return Drawn(one.type, box, weight)


def _box(left: float, bottom: float, right: float, top: float) -> Box:
    return Box(left, PAGE_HEIGHT - top, right, PAGE_HEIGHT - bottom)


def _weight(one: Any) -> float:
    if one.type != pdfium.FPDF_PAGEOBJ_PATH:
        return 0.0
    mode, stroked, weight = pdfium.c_int(), pdfium.c_int(), pdfium.c_float()
    pdfium.FPDFPath_GetDrawMode(one, mode, stroked)
    pdfium.FPDFPageObj_GetStrokeWidth(one, weight)
    return weight.value if stroked.value else 0.0
