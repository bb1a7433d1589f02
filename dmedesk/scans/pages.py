"""The pages of a scanned file (PDF, TIFF, JPEG, PNG), each as it is kept and as a grey picture.

A page of a PDF is kept as a PDF of that page alone, a page of a TIFF without loss as PNG; JPEG and
PNG as they came. What cannot be opened is refused with its remedy, before memory is spent on it.
"""

import struct
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

import pypdfium2
from PIL import Image, ImageOps

from dmedesk.kit.attachments import in_megabytes
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.media import PDF, media_type
from dmedesk.scans.library import LOCK, one_at_a_time

LARGEST_FILE = 200_000_000
"""Bytes of a file that is read as a whole."""

MOST_PAGES = 500
MOST_DOTS = 50_000_000
"""Dots of one page: US Letter at 600 dots an inch has 34 million."""

_POINTS_PER_INCH, _DRAWN_DPI, _DRAWN_LONGEST = 72, 300, 3300
_LARGEST_WITHOUT_LOSS = 8_000_000
_JPEG_QUALITY = 90
_PASSWORD_NEEDED = 4

# What readers of pictures raise on bytes that are not what they say; memory is bounded by the dots.
_BROKEN = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, RuntimeError),
    *(struct.error, EOFError, MemoryError),
)


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """One page; ``number`` counts from 1.

    ``content`` is how it is kept, ``ending`` the ending of its file. ``fingerprint`` is the SHA-256
    of its dots: the same scan in another file has the same one. ``picture`` is grey.
    """

    number: int
    content: bytes
    ending: str
    fingerprint: str
    picture: Image.Image


class ScannedFile(ABC):
    """An open file of ``pages`` pages; ``digest`` is the SHA-256 of its bytes."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name, self.digest = name, sha256(content).hexdigest()
        self.pages = 1

    def page(self, number: int) -> ScannedPage:
        """One page, from 1. ``Refused`` where it is damaged, or has more dots than are read."""
        with _refusing(self.name, number):
            content, ending, picture = self._read(number)
        said = f"{picture.size}".encode() + picture.tobytes()
        return ScannedPage(number, content, ending, sha256(said).hexdigest(), picture)

    @abstractmethod
    def _read(self, number: int) -> tuple[bytes, str, Image.Image]:
        """How a page is kept, its ending, and its grey picture."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the file."""


@contextmanager
def opened_scan(name: str, content: bytes) -> Iterator[ScannedFile]:
    """A scanned file, open as long as the block runs.

    ``Refused`` for an empty, damaged or locked file, one of another kind, one that is too large.
    """
    if not content:
        raise Refused([_stop("scan_file_empty", name, "The file is empty.", "Scan it again.")])
    if len(content) > LARGEST_FILE:
        raise Refused([too_large(name, len(content))])
    kind = media_type(content, name)
    if kind not in _KINDS:
        raise Refused([_of_another_kind(name)])
    with _refusing(name):
        scan = _KINDS[kind](name, content)
    try:
        if scan.pages > MOST_PAGES:
            raise Refused([_too_many_pages(name, scan.pages)])
        yield scan
    finally:
        scan.close()


class _PdfFile(ScannedFile):
    def __init__(self, name: str, content: bytes) -> None:
        super().__init__(name, content)
        try:
            with LOCK:
                self._document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            if error.err_code == _PASSWORD_NEEDED:
                raise Refused([_locked(name)]) from error
            raise
        self.pages = len(self._document)

    @one_at_a_time
    def _read(self, number: int) -> tuple[bytes, str, Image.Image]:
        page = self._document[number - 1]
        longest = max(page.get_size())
        scale = min(_DRAWN_DPI / _POINTS_PER_INCH, _DRAWN_LONGEST / max(longest, 1))
        picture = page.render(scale=scale, grayscale=True).to_pil()
        page.close()
        alone, kept = pypdfium2.PdfDocument.new(), BytesIO()
        alone.import_pages(self._document, [number - 1])
        alone.save(kept)
        alone.close()
        return kept.getvalue(), ".pdf", picture

    @one_at_a_time
    def close(self) -> None:
        self._document.close()


class _Picture(ScannedFile):
    """A JPEG or PNG: one page, kept as it came."""

    def __init__(self, name: str, content: bytes) -> None:
        super().__init__(name, content)
        self._content = content
        self._image = _opened(name, content)

    def _read(self, number: int) -> tuple[bytes, str, Image.Image]:
        _check_dots(self.name, number, self._image)
        ending = ".png" if self._image.format == "PNG" else ".jpg"
        return self._content, ending, _grey(ImageOps.exif_transpose(self._image))

    def close(self) -> None:
        self._image.close()


class _TiffFile(ScannedFile):
    def __init__(self, name: str, content: bytes) -> None:
        super().__init__(name, content)
        self._image = _opened(name, content)
        self.pages = getattr(self._image, "n_frames", 1)

    def _read(self, number: int) -> tuple[bytes, str, Image.Image]:
        self._image.seek(number - 1)
        _check_dots(self.name, number, self._image)
        frame = ImageOps.exif_transpose(self._image)
        kept, ending = _kept(frame)
        return kept, ending, _grey(frame)

    def close(self) -> None:
        self._image.close()


_KINDS: dict[str, Callable[[str, bytes], ScannedFile]] = {
    PDF: _PdfFile,
    "image/jpeg": _Picture,
    "image/png": _Picture,
    "image/tiff": _TiffFile,
}


def _opened(name: str, content: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(content))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused([_too_many_dots(name, 1)]) from error


def _check_dots(name: str, number: int, image: Image.Image) -> None:
    if image.width * image.height > MOST_DOTS:
        raise Refused([_too_many_dots(name, number)])


def _kept(frame: Image.Image) -> tuple[bytes, str]:
    """A frame of a TIFF as everybody can open it."""
    plain = frame if frame.mode in {"1", "L", "P", "RGB", "RGBA"} else frame.convert("RGB")
    buffer = BytesIO()
    plain.save(buffer, "PNG")
    if buffer.tell() <= _LARGEST_WITHOUT_LOSS:
        return buffer.getvalue(), ".png"
    buffer = BytesIO()
    plain.convert("RGB").save(buffer, "JPEG", quality=_JPEG_QUALITY)
    return buffer.getvalue(), ".jpg"


def _grey(image: Image.Image) -> Image.Image:
    """The picture in grey, on white paper where it is transparent."""
    if "A" in image.getbands() or "transparency" in image.info:
        whole = image.convert("RGBA")
        image = Image.new("RGBA", whole.size, "white")
        image.alpha_composite(whole)
    return image.convert("L")


@contextmanager
def _refusing(name: str, number: int = 0) -> Iterator[None]:
    """Refuse a file, or its page of this number, that cannot be read."""
    try:
        yield
    except _BROKEN as error:
        raise Refused([_damaged(name, number)]) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused([_too_many_dots(name, number)]) from error


# --- findings --------------------------------------------------------------------------------


def _damaged(name: str, number: int) -> Finding:
    what = f"Page {number} is damaged" if number else "The file is damaged"
    return _stop(
        "scan_damaged",
        name,
        f"{what} and cannot be opened.",
        "Scan it again, and choose the new file.",
    )


def _locked(name: str) -> Finding:
    return _stop(
        "scan_locked",
        name,
        "The PDF is locked with a password.",
        "Open it in a PDF program, save a copy without the password, and choose that.",
    )


def _of_another_kind(name: str) -> Finding:
    return _stop(
        "scan_of_another_kind",
        name,
        "The file is no scan: neither PDF, TIFF, JPEG nor PNG.",
        "Set the scanner to PDF, and scan it again.",
    )


def too_large(name: str, size: int) -> Finding:
    """That a file has more bytes than are read."""
    return _stop(
        "scan_too_large",
        name,
        f"The file has {in_megabytes(size)}; at most {in_megabytes(LARGEST_FILE)} are read.",
        "Scan the stack in parts, or in grey at 200 dots an inch.",
    )


def _too_many_pages(name: str, pages: int) -> Finding:
    return _stop(
        "scan_too_many_pages",
        name,
        f"The file has {pages:,} pages; at most {MOST_PAGES} are read at once.",
        "Split it into several files.",
    )


def _too_many_dots(name: str, number: int) -> Finding:
    return _stop(
        "scan_too_many_dots",
        name,
        f"Page {number or 1} has more than {MOST_DOTS // 1_000_000} million dots.",
        "Scan it again at 200 or 300 dots an inch.",
    )


def _stop(code: str, name: str, message: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, subject=name, remedy=remedy)
