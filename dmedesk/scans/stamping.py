"""Page numbers on every page of a bound PDF: "12 of 340" in the middle of the lower edge.

They are written into the saved file: the library would read every page's contents for them, which
takes many times as long as joining. What a page had before stands as it was, between a saved and a
restored state; the number comes after it.
"""

import re

from dmedesk.scans.objects import SavedFile, entries_of, reference, written

_SIZE, _FROM_EDGE, _WIDTH_OF_SIGN = 8.5, 16.0, 0.5
_LETTER = (0.0, 0.0, 612.0, 792.0)
_NUMBER = re.compile(rb"-?\d*\.?\d+")
_FONT = b"/BinderNumber"
_HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
_TURNED = ("1 0 0 1", "0 1 -1 0", "-1 0 0 -1", "0 -1 1 0")
"""How a text is turned to stand upright on a page that is shown turned by quarters."""


def stamped(content: bytes) -> bytes:
    """A PDF as PDFium saved it, every page with its number. Raises ``ValueError`` as its file."""
    file = SavedFile(content)
    font = f"{file.add(_HELVETICA)} 0 R".encode()
    before = file.add(_stream(b"q"))
    pages = file.pages()
    for place, number in enumerate(pages, start=1):
        _stamp(file, number, f"{place:,} of {len(pages):,}", font, before)
    return file.end()


def _stamp(file: SavedFile, number: int, words: str, font: bytes, before: int) -> None:
    page = entries_of(file.body(number))
    size, place = f"{_SIZE} Tf", _place(page, words)
    after = f"Q q BT {_FONT.decode()} {size} 0 g {place} Tm ({words}) Tj ET Q"
    own = page.get(b"/Contents", b"").strip()
    inside = own[1:-1].strip() if own.startswith(b"[") else own
    if (named := reference(own)) is not None and not _is_stream(file, named):
        inside = file.body(named)[1:-1].strip()
    stamp = file.add(_stream(after.encode()))
    page[b"/Contents"] = b"[%d 0 R %b %d 0 R]" % (before, inside, stamp)
    page[b"/Resources"] = _with_font(file, page.get(b"/Resources", b"<<>>"), font)
    file.put(number, written(page))


def _with_font(file: SavedFile, value: bytes, font: bytes) -> bytes:
    """A page's resources with the font of the number, as the page's own."""
    resources = _plain(file, value)
    fonts = _plain(file, resources.get(b"/Font", b"<<>>"))
    fonts[_FONT] = font
    resources[b"/Font"] = written(fonts)
    return written(resources)


def _plain(file: SavedFile, value: bytes) -> dict[bytes, bytes]:
    """The entries of a dictionary that stands there, or is named."""
    named = reference(value)
    return entries_of(value if named is None else file.body(named))


def _is_stream(file: SavedFile, number: int) -> bool:
    """Whether a page's contents are one stream, and not a list of several."""
    return not file.begins(number, b"[")


def _place(page: dict[bytes, bytes], words: str) -> str:
    """Upright in the middle of the lower edge, as the page is shown."""
    box = _numbers(page.get(b"/CropBox", page.get(b"/MediaBox", b"")))
    x1, y1, x2, y2 = box if len(box) == len(_LETTER) else _LETTER
    (left, right), (bottom, top) = sorted((x1, x2)), sorted((y1, y2))
    turned = _numbers(page.get(b"/Rotate", b"0"))
    quarters = int(turned[0]) // 90 % 4 if turned else 0
    wide = (right - left) if quarters % 2 == 0 else (top - bottom)
    across = (wide - len(words) * _SIZE * _WIDTH_OF_SIGN) / 2
    x, y = (
        (left + across, bottom + _FROM_EDGE),
        (right - _FROM_EDGE, bottom + across),
        (right - across, top - _FROM_EDGE),
        (left + _FROM_EDGE, top - across),
    )[quarters]
    return f"{_TURNED[quarters]} {x:.2f} {y:.2f}"


def _numbers(value: bytes) -> tuple[float, ...]:
    return tuple(float(one) for one in _NUMBER.findall(value))


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%b\nendstream" % (len(content), content)
