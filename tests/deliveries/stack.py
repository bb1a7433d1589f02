"""Small stacks of scanned pages for tests: slips, white pages, pages with a barcode alone."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pypdfium2
from PIL import Image, ImageDraw

from dmedesk.deliveries.sheets.slip import slip_pdf
from dmedesk.printing.barcode import widths
from tests.deliveries.sheets.specimens import LONG, SLIP

LETTER = (1275, 1650)
DPI = 150


@cache
def slip_page(number: str, *, last: bool = False) -> Image.Image:
    """A slip with this number, grey, 150 dots an inch; or the last page of a long one."""
    paper = LONG if last else SLIP
    with pypdfium2.PdfDocument(slip_pdf(replace(paper, number=number))) as document:
        page = document[len(document) // 2 - 1 if last else 0]
        found: Image.Image = page.render(scale=DPI / 72, grayscale=True).to_pil()
        return found


def white_page(level: int = 250) -> Image.Image:
    """A page with nothing on it; each level of grey is a page of its own."""
    return Image.new("L", LETTER, level)


def barcode_page(text: str) -> Image.Image:
    """A page with this Code 128 alone, of the size that it has on a slip."""
    page = white_page(255)
    pen, x = ImageDraw.Draw(page), 300
    for place, width in enumerate(widths(text)):
        if place % 2 == 0:
            pen.rectangle((x, 200, x + 2 * width - 1, 260), fill=0)
        x += 2 * width
    return page


def pdf_of(*pages: Image.Image) -> bytes:
    """The pages as one PDF, as scanners make it."""
    return _saved("PDF", pages, resolution=DPI)


def tiff_of(*pages: Image.Image) -> bytes:
    """The pages as one TIFF."""
    return _saved("TIFF", pages, dpi=(DPI, DPI))


def jpeg_of(page: Image.Image) -> bytes:
    """One page as JPEG."""
    buffer = BytesIO()
    page.copy().save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def _saved(form: str, pages: tuple[Image.Image, ...], **more: object) -> bytes:
    buffer = BytesIO()
    # Copies: Pillow leaves the settings of a JPEG on the pictures that it saved.
    first, *others = (page.copy() for page in pages)
    first.save(buffer, form, save_all=True, append_images=others, **more)
    return buffer.getvalue()
