"""Papers bound into one PDF: pictures put on pages, every page stamped "12 of 340"."""

from collections.abc import Callable, Iterable
from io import BytesIO

import pypdfium2
from PIL import Image, ImageOps, ImageSequence

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.media import PDF, is_picture
from dmedesk.scans.library import one_at_a_time
from dmedesk.scans.stamping import stamped

_PAGE_WIDTH, _PAGE_HEIGHT, _MARGIN = 612.0, 792.0, 43.2
_DOTS_PER_POINT = 200 / 72
_JPEG_QUALITY = 85
_MOST_DOTS = 50_000_000
_LOCKED = 4

_BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, MemoryError)


def can_print(media_type: str) -> bool:
    """Whether a file of this type can be put on pages."""
    return media_type == PDF or is_picture(media_type)


@one_at_a_time
def as_pages(content: bytes, media_type: str) -> tuple[bytes, int]:
    """A file as PDF, and how many pages it has: a PDF as it is, a picture on a page of its own.

    Raises ``Refused`` where it is locked, damaged, or of a kind that cannot be printed.
    """
    if is_picture(media_type):
        content = _pictured(content)
    elif media_type != PDF:
        raise Refused([_unprintable("The file is of a kind that cannot be printed.")])
    document = _opened(content)
    try:
        if not len(document):
            raise Refused([_unprintable("The file has no page.")])
        return content, len(document)
    finally:
        document.close()


def bound(parts: Iterable[bytes], *, go_on: Callable[[], bool]) -> bytes:
    """All pages of these PDF files as one, each stamped with its number, as "12 of 340".

    Empty where ``go_on``, asked before each part, says no. A part is let go before the next one is
    taken.
    """
    whole = pypdfium2.PdfDocument.new()
    try:
        for part in parts:
            if not go_on():
                return b""
            _joined(whole, part)
        return stamped(_saved(whole))
    finally:
        whole.close()


@one_at_a_time
def _joined(whole: pypdfium2.PdfDocument, part: bytes) -> None:
    source = _opened(part)
    try:
        whole.import_pages(source)
    finally:
        source.close()


@one_at_a_time
def _saved(whole: pypdfium2.PdfDocument) -> bytes:
    written = BytesIO()
    whole.save(written)
    return written.getvalue()


def _pictured(content: bytes) -> bytes:
    """The pictures of a file, each on a page: no finer than 200 dots an inch."""
    document = pypdfium2.PdfDocument.new()
    try:
        with Image.open(BytesIO(content)) as opened:
            for frame in ImageSequence.Iterator(opened):
                if frame.width * frame.height > _MOST_DOTS:
                    raise Refused([_unprintable("The picture has more dots than are read.")])
                _put(document, _plain(frame))
        written = BytesIO()
        document.save(written)
        return written.getvalue()
    except (*_BROKEN, Image.DecompressionBombError) as error:
        raise Refused([_unprintable("The picture is damaged and cannot be opened.")]) from error
    finally:
        document.close()


def _plain(frame: Image.Image) -> Image.Image:
    """Upright, on white where it is transparent, in grey or in colours."""
    image = ImageOps.exif_transpose(frame)
    if "A" in image.getbands() or "transparency" in image.info:
        whole = image.convert("RGBA")
        image = Image.new("RGBA", whole.size, "white")
        image.alpha_composite(whole)
    plain = image.convert("L" if image.mode in {"1", "L", "LA", "I", "I;16", "F"} else "RGB")
    room = (_PAGE_WIDTH - 2 * _MARGIN, _PAGE_HEIGHT - 2 * _MARGIN)
    longest = max(room) * _DOTS_PER_POINT
    plain.thumbnail((longest, longest))
    return plain


def _put(document: pypdfium2.PdfDocument, picture: Image.Image) -> None:
    is_wide = picture.width > picture.height
    size = (_PAGE_HEIGHT, _PAGE_WIDTH) if is_wide else (_PAGE_WIDTH, _PAGE_HEIGHT)
    wide, high = (side - 2 * _MARGIN for side in size)
    scale = min(wide / picture.width, high / picture.height)
    across, up = picture.width * scale, picture.height * scale
    written = BytesIO()
    picture.save(written, "JPEG", quality=_JPEG_QUALITY)
    page = document.new_page(*size)
    image = pypdfium2.PdfImage.new(document)
    image.load_jpeg(written, pages=[page], inline=True)
    left, below = (size[0] - across) / 2, (size[1] - up) / 2
    image.set_matrix(pypdfium2.PdfMatrix().scale(across, up).translate(left, below))
    page.insert_obj(image)
    page.gen_content()
    page.close()


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code == _LOCKED
        said = "The PDF is locked with a password." if is_locked else "The PDF is damaged."
        raise Refused([_unprintable(said)]) from error


def _unprintable(said: str) -> Finding:
    remedy = "Open it elsewhere, and hand it in beside the binder."
    return Finding(Severity.STOP, "not_printable", said, remedy=remedy)
