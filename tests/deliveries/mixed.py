"""Three hundred scans of slips as an office has them: askew, grey, specked, two to a page; and
strangers' papers and blank pages between them.

All are made from our own printed slips with a fixed seed. Each tells which slips it shows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from random import Random

import pypdfium2
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from dmedesk.deliveries.sheets.slip import slip_pdf
from tests.deliveries.sheets.specimens import EXCHANGE, LONG, PICKUP, SLIP

COUNT, STRANGERS = 300, 20
SLIPS = 40
_PAPERS = (SLIP, EXCHANGE, PICKUP, SLIP, LONG)
_TWO_TO_A_PAGE = 0.12
_TURNS = (0, 0, 0, 90, 180, 270)


@dataclass(frozen=True, slots=True)
class Scan:
    """One page as JPEG; ``shows`` are the numbers of the slips on it."""

    content: bytes
    shows: frozenset[str]


def number(place: int) -> str:
    """The number of the n-th slip."""
    return f"SLIP-{place:06d}"


def mixed_scans(seed: int = 300) -> Iterator[Scan]:
    """The scans, the same ones every time."""
    chance = Random(seed)
    kinds = [True] * COUNT + [False] * STRANGERS
    chance.shuffle(kinds)
    for is_slip in kinds:
        if not is_slip:
            page, shows = _stranger(chance), frozenset[str]()
        elif chance.random() < _TWO_TO_A_PAGE:
            page, shows = _two(chance)
        else:
            place = chance.randrange(1, SLIPS + 1)
            page, shows = _slip(chance, place, 150), _only(place)
        yield Scan(_scanned(chance, page), shows)


def _only(*places: int) -> frozenset[str]:
    return frozenset(map(number, places))


@cache
def _pages(place: int, dpi: int) -> tuple[Image.Image, ...]:
    """The pages of the supplier's copy of a slip."""
    paper = replace(_PAPERS[place % len(_PAPERS)], number=number(place))
    with pypdfium2.PdfDocument(slip_pdf(paper)) as document:
        return tuple(
            document[page].render(scale=dpi / 72, grayscale=True).to_pil()
            for page in range(len(document) // 2)
        )


def _slip(chance: Random, place: int, dpi: int) -> Image.Image:
    """Any page of a slip, written on by hand."""
    page = chance.choice(_pages(place, dpi)).copy()
    pen = ImageDraw.Draw(page)
    at = [page.width * 0.1, page.height * 0.85]
    for _stroke in range(12):
        to = [at[0] + chance.uniform(5, 60), page.height * chance.uniform(0.8, 0.9)]
        pen.line([*at, *to], fill=40, width=3)
        at = to
    return page


def _two(chance: Random) -> tuple[Image.Image, frozenset[str]]:
    """Two slips made smaller, beside each other on one page, as a copier does it."""
    first, second = chance.sample(range(1, SLIPS + 1), 2)
    wide, high = 2200, 1700
    sheet = Image.new("L", (wide, high), 255)
    for half, place in enumerate((first, second)):
        slip = _slip(chance, place, 200).resize((wide // 2, high * 5 // 6), Image.Resampling.BOX)
        sheet.paste(slip, (half * wide // 2, high // 12))
    return sheet, _only(first, second)


def _stranger(chance: Random) -> Image.Image:
    """A parcel's label, a shop's item, another shop's slip; or a blank page."""
    if chance.random() < 0.2:
        return Image.new("L", (1275, 1650), 255)
    at = (chance.randrange(100, 700), chance.randrange(100, 1400))
    return stranger_page(chance.choice(tuple(_STRANGERS)), at)


_STRANGERS = {
    "parcel": (zxingcpp.BarcodeFormat.Code128, "9612019000000000000000"),
    "ean13": (zxingcpp.BarcodeFormat.EAN13, "4006381333931"),
    "qrcode": (zxingcpp.BarcodeFormat.QRCode, "https://example.org/track/17"),
    "slip": (zxingcpp.BarcodeFormat.Code128, number(SLIPS + 5_000)),
}


def stranger_page(kind: str, at: tuple[int, int] = (300, 300)) -> Image.Image:
    """Somebody else's barcode: ``parcel``, ``ean13``, ``qrcode``, or another shop's ``slip``."""
    form, text = _STRANGERS[kind]
    page = Image.new("L", (1275, 1650), 255)
    drawn = zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(text, form), scale=3)
    page.paste(Image.fromarray(drawn).convert("L"), at)
    return page


def _scanned(chance: Random, page: Image.Image) -> bytes:
    """The page as a scanner makes it: turned, askew, grey, soft, specked, in few bytes."""
    page = page.rotate(chance.choice(_TURNS), expand=True)
    fault = chance.choice(("none", "grey", "soft", "specks", "pressed", "faint", "all"))
    if chance.random() < 0.5:
        page = page.rotate(chance.uniform(-5, 5), Image.Resampling.BILINEAR, fillcolor=255)
    if fault in {"grey", "all"}:
        page = _levels(page, 70, 215)
    if fault == "faint":
        page = _levels(page, 150, 235)
    if fault in {"soft", "all"}:
        page = page.filter(ImageFilter.GaussianBlur(0.75))
    if fault in {"specks", "all"}:
        specks = _specks(32 if fault == "specks" else 14)
        page = ImageChops.add(page, specks.crop((0, 0, *page.size)), offset=-128)
    quality = 30 if fault in {"pressed", "all"} else 80
    buffer = BytesIO()
    page.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


@cache
def _specks(strength: int) -> Image.Image:
    """Levels around 128, drawn once: the noise of a scanner's sensor."""
    chance = Random(strength)
    tile = Image.frombytes("L", (512, 512), bytes(_speck(chance, strength) for _ in range(512**2)))
    whole = Image.new("L", (2304, 2304))
    for left in range(0, 2304, 512):
        for top in range(0, 2304, 512):
            whole.paste(tile, (left, top))
    return whole


def _speck(chance: Random, strength: int) -> int:
    return min(255, max(0, round(chance.gauss(128, strength))))


def _levels(page: Image.Image, black: int, white: int) -> Image.Image:
    """Ink and paper as a worn lamp sees them, 0 to 255."""
    return page.point([black + (white - black) * level // 255 for level in range(256)])
