"""The pen and the pages: text, rules, bars and a picture on a PDF that is the same every time.

A thin layer over ReportLab's canvas: all the text of a page goes into one text object, which
keeps a finely set paper as quick to make as the same marks by hand.
"""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from typing import Any

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.printing.grid import HAIRLINE, PAGE_HEIGHT, PAGE_WIDTH
from dmedesk.printing.matrix import Modules, runs
from dmedesk.printing.typeface import Style, clean, face_for, width_of

_PICTURE_DOTS_PER_POINT = 300 / 72
_PEN = 1.1


class Sheet:
    """A paper being written, page after page; ``y`` counts down from the top edge.

    ``size`` is how wide and high its pages are, in points.
    """

    def __init__(
        self, *, title: str, author: str, size: tuple[float, float] = (PAGE_WIDTH, PAGE_HEIGHT)
    ) -> None:
        # ReportLab takes 0.1 s to import: paid by papers, not by every start of the program.
        from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

        self._bytes = BytesIO()
        _wide, self._high = size
        # Invariant: no date and no random identifier, so that the same paper is the same bytes.
        self._canvas: Any = Canvas(self._bytes, pagesize=size, invariant=1, lang="en-US")
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("DMEDesk")
        self._open_page()

    def _open_page(self) -> None:
        self._text: Any = self._canvas.beginText()
        self._font: tuple[str, float] = ("", 0.0)
        self._weight = 0.0

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """Text on the baseline ``y``, beginning at ``x``."""
        cleaned = clean(text)
        self._set(x, y, cleaned, style)

    def text_right(self, x: float, y: float, text: str, style: Style) -> None:
        """Text on the baseline ``y``, ending at ``x``; figures so stand under each other."""
        cleaned = clean(text)
        self._set(x - width_of(cleaned, style), y, cleaned, style)

    def _set(self, x: float, y: float, text: str, style: Style) -> None:
        font = (face_for(text, bold=style.bold).name, style.size)
        if font != self._font:
            self._text.setFont(*font)
            self._font = font
        self._text.setTextOrigin(x, self._high - y)
        self._text.textOut(text)

    def rule(self, from_x: float, to_x: float, y: float, weight: float = HAIRLINE) -> None:
        """A level line, black, ``weight`` points thick."""
        if weight != self._weight:
            self._canvas.setLineWidth(weight)
            self._weight = weight
        self._canvas.line(from_x, self._high - y, to_x, self._high - y)

    def dashes(self, from_x: float, to_x: float, y: float) -> None:
        """A level row of short dashes: here the paper is torn or cut."""
        self._canvas.saveState()
        self._canvas.setLineWidth(HAIRLINE)
        self._canvas.setDash(2, 3)
        self._canvas.line(from_x, self._high - y, to_x, self._high - y)
        self._canvas.restoreState()

    def box(self, x: float, y: float, size: float) -> None:
        """An empty square to be ticked, its upper left corner at ``x``, ``y``."""
        if self._weight != HAIRLINE:
            self._canvas.setLineWidth(HAIRLINE)
            self._weight = HAIRLINE
        self._canvas.rect(x, self._high - y - size, size, size, stroke=1, fill=0)

    def bars(self, x: float, y: float, height: float, widths: Sequence[float]) -> None:
        """Bars and spaces by turns from ``x`` on, hanging down from ``y``."""
        path = self._canvas.beginPath()
        for number, width in enumerate(widths):
            if number % 2 == 0:
                path.rect(x, self._high - y - height, width, height)
            x += width
        self._canvas.drawPath(path, stroke=0, fill=1)

    def modules(self, x: float, y: float, module: float, lines: Modules) -> None:
        """A square code whose upper left corner is at ``x``, ``y``; a module is that wide."""
        path = self._canvas.beginPath()
        for number, line in enumerate(lines, start=1):
            for start, length in runs(line):
                below = self._high - y - number * module
                path.rect(x + start * module, below, length * module, module)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def strokes(self, x: float, y: float, strokes: Sequence[Sequence[tuple[float, float]]]) -> None:
        """What a pen drew, as curves; places count from ``x``, ``y``, the upper left corner."""
        path = self._canvas.beginPath()
        for stroke in strokes:
            points = [(x + across, self._high - y - down) for across, down in stroke]
            _curve(path, points)
        self._canvas.saveState()
        self._canvas.setLineWidth(_PEN)
        self._canvas.setLineCap(1)
        self._canvas.setLineJoin(1)
        self._canvas.drawPath(path, stroke=1, fill=0)
        self._canvas.restoreState()

    def picture(self, x: float, y: float, picture: bytes, width: float, height: float) -> None:
        """A PNG or JPEG with its upper left corner at ``x``, ``y``, no larger than the box.

        Raises ``Refused`` where the bytes are no picture.
        """
        reader = _reader(picture, width, height)
        wide, high = reader.getSize()
        scale = min(width / wide, height / high)
        self._canvas.drawImage(
            reader,
            x,
            self._high - y - high * scale,
            wide * scale,
            high * scale,
            mask="auto",
        )

    def next_page(self) -> None:
        """Closes this page and opens the next."""
        self._canvas.drawText(self._text)
        self._canvas.showPage()
        self._open_page()

    def finish(self) -> bytes:
        """Closes the last page; the whole paper as PDF."""
        self._canvas.drawText(self._text)
        self._canvas.showPage()
        self._canvas.save()
        return self._bytes.getvalue()


def _curve(path: Any, points: Sequence[tuple[float, float]]) -> None:
    """Through the middles between points, so that no corner shows; a dot where there is one."""
    path.moveTo(*points[0])
    at = points[0]
    for (x, y), (to_x, to_y) in pairwise(points[1:]):
        end = ((x + to_x) / 2, (y + to_y) / 2)
        path.curveTo(
            *(at[0] + (x - at[0]) * 2 / 3, at[1] + (y - at[1]) * 2 / 3),
            *(end[0] + (x - end[0]) * 2 / 3, end[1] + (y - end[1]) * 2 / 3),
            *end,
        )
        at = end
    path.lineTo(*points[-1])


@lru_cache(maxsize=4)
def _reader(picture: bytes, width: float, height: float) -> Any:
    """The picture, no finer than 300 dots an inch in that box; read once for a whole run."""
    from PIL import Image  # noqa: PLC0415
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415

    try:
        image: Any = Image.open(BytesIO(picture))
        image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise Refused([_NO_PICTURE]) from fault
    image.thumbnail((width * _PICTURE_DOTS_PER_POINT, height * _PICTURE_DOTS_PER_POINT))
    return ImageReader(image)


_NO_PICTURE = Finding(
    severity=Severity.STOP,
    code="logo_unreadable",
    message="The logo is no picture that can be read.",
    subject="letterhead",
    remedy="Take a PNG or JPEG file as the shop's logo.",
)
