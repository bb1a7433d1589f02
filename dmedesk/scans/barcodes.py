"""The barcodes of a page, wherever they stand and however it was laid on the glass.

A page is looked at in several ways, one after the other: coarse and fine, with a threshold of its
own around every dot and one for the whole page, softened against specks. What two looks agree on
is more than one look's luck.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot

import zxingcpp
from PIL import Image, ImageFilter

CODE_128 = "code128"
"""The symbology of this program's own papers."""

_COARSE, _FINE, _FINEST = 2200, 3300, 4400
_SAME_PLACE = 0.04
_FAR, _INK = 8, 20
_CLOSE = 4
_FLATTENED = ((1, 12), (12, 1), (1, 4), (4, 1))
_AVERAGE, _WHOLE = zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram


@dataclass(frozen=True, slots=True)
class Code:
    """One barcode of a page.

    ``across`` and ``down`` are its middle as shares of the page's width and height, ``share`` is
    its length as a share of the page's longer side. ``turned`` tells by how many degrees the page
    must be turned to the right for it to stand upright. ``looks`` counts the looks that read
    exactly this here.
    """

    text: str
    symbology: str
    across: float
    down: float
    share: float
    turned: int = 0
    looks: int = 1


def read_codes(
    picture: Image.Image, *, is_enough: Callable[[Sequence[Code]], bool]
) -> tuple[Code, ...]:
    """Every Code 128 of a grey page, looked for until ``is_enough`` or there is no further look.

    Where there is none, the barcodes of other kinds: they tell a stranger's paper from a bad scan.
    """
    if _is_blank(picture):
        return ()
    found: tuple[Code, ...] = ()
    for image, binarizer in _looks(picture):
        codes = _read(image, binarizer, picture.size, zxingcpp.BarcodeFormat.Code128)
        found = _added(found, codes)
        if is_enough(found):
            return found
    for code in found:
        if code.looks == 1:
            found = _added(found, _looked_at_closely(picture, code))
    return found or tuple(_read(_within(picture, _COARSE), _AVERAGE, picture.size))


def _is_blank(picture: Image.Image) -> bool:
    """Whether nothing on the page is as dark as bars are, seen from afar."""
    levels = picture.reduce(_FAR).tobytes()
    return max(levels) - min(levels) < _INK


def _looks(picture: Image.Image) -> Iterator[tuple[Image.Image, zxingcpp.Binarizer]]:
    coarse = _within(picture, _COARSE)
    yield coarse, _AVERAGE
    yield coarse, _WHOLE
    flats = []
    for parts in _FLATTENED:
        flats.append(_flattened(picture, *parts))
        yield flats[-1], _AVERAGE
    yield from ((flat.filter(ImageFilter.UnsharpMask(3, 150, 0)), _AVERAGE) for flat in flats)
    yield _scaled(picture, _FINE), _AVERAGE
    yield coarse.filter(ImageFilter.GaussianBlur(1)), _AVERAGE
    yield from ((flat.filter(ImageFilter.GaussianBlur(1)), _AVERAGE) for flat in flats)


def _flattened(picture: Image.Image, wide: int, high: int) -> Image.Image:
    """The picture at its finest, and a part as wide, or as high: what lies along bars is averaged.

    So specks vanish and bars stay, where the bars lie in that direction.
    """
    scale = _FINEST / max(picture.size)
    size = (round(picture.width * scale / wide), round(picture.height * scale / high))
    return picture.resize((max(1, size[0]), max(1, size[1])), Image.Resampling.LANCZOS)


def _within(picture: Image.Image, longest: int) -> Image.Image:
    """The picture, made smaller where it is larger than that."""
    return picture if max(picture.size) <= longest else _scaled(picture, longest)


def _scaled(picture: Image.Image, longest: int) -> Image.Image:
    scale = longest / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    how = Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC
    return picture.resize(size, how)


def _read(
    image: Image.Image,
    binarizer: zxingcpp.Binarizer,
    page: tuple[int, int],
    *formats: zxingcpp.BarcodeFormat,
) -> Iterator[Code]:
    """What one look reads. The image may be squeezed: lengths are told of the page as it is."""
    wanted = zxingcpp.BarcodeFormats(formats or (zxingcpp.BarcodeFormat.AllReadable,))
    across, down = page[0] / image.width / max(page), page[1] / image.height / max(page)
    for one in zxingcpp.read_barcodes(image, wanted, binarizer=binarizer, try_invert=False):
        place = one.position
        corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
        left, right = place.top_left, place.top_right
        yield Code(
            one.text,
            CODE_128 if one.format == zxingcpp.BarcodeFormat.Code128 else one.format.name.lower(),
            sum(corner.x for corner in corners) / 4 / image.width,
            sum(corner.y for corner in corners) / 4 / image.height,
            hypot((right.x - left.x) * across, (right.y - left.y) * down),
            -one.orientation % 360,
        )


def _looked_at_closely(picture: Image.Image, code: Code) -> Iterator[Code]:
    """The same barcode once more, where one look alone read it: cut out, and made large."""
    length = code.share * max(picture.size)
    middle_x, middle_y = code.across * picture.width, code.down * picture.height
    left, top = max(0, round(middle_x - length)), max(0, round(middle_y - length))
    right = min(picture.width, round(middle_x + length))
    bottom = min(picture.height, round(middle_y + length))
    if right <= left or bottom <= top:
        return
    cut = picture.crop((left, top, right, bottom))
    for image in _enlarged(cut):
        read = list(_read(image, _AVERAGE, cut.size, zxingcpp.BarcodeFormat.Code128))
        for one in read:
            yield replace(
                one,
                across=(left + one.across * cut.width) / picture.width,
                down=(top + one.down * cut.height) / picture.height,
                share=one.share * max(cut.size) / max(picture.size),
            )
        if read:
            return


def _enlarged(cut: Image.Image) -> Iterator[Image.Image]:
    large = cut.resize((cut.width * _CLOSE, cut.height * _CLOSE), Image.Resampling.LANCZOS)
    yield large
    yield large.filter(ImageFilter.GaussianBlur(2))
    yield large.filter(ImageFilter.UnsharpMask(4, 200, 0))
    for wide, high in ((1, 8), (8, 1)):
        size = (max(1, large.width // wide), max(1, large.height // high))
        flat = large.resize(size, Image.Resampling.BOX)
        yield flat
        yield flat.filter(ImageFilter.UnsharpMask(4, 200, 0))


def _added(found: tuple[Code, ...], more: Iterator[Code]) -> tuple[Code, ...]:
    """What was found before, each counted again where a further look read the same."""
    known = list(found)
    for code in more:
        for place, one in enumerate(known):
            if _is_same(one, code):
                known[place] = replace(one, looks=one.looks + 1)
                break
        else:
            known.append(code)
    return tuple(known)


def _is_same(one: Code, other: Code) -> bool:
    near = hypot(one.across - other.across, one.down - other.down) <= _SAME_PLACE
    return near and (one.text, one.symbology) == (other.text, other.symbology)
