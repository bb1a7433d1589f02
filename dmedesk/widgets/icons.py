"""Icons of ``resources/icons``, drawn in an ink of the theme that is worn when they are drawn."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from dmedesk.kit.paths import resources
from dmedesk.widgets.theme import Theme, Tone, current

SIZE = 16


_DRAWN_BESIDE = 8 / 9
"""How much of its place an icon beside words fills: the rest keeps it from them."""


def icon(name: str, tone: Tone = Tone.INK, *, beside_words: bool = False) -> QIcon:
    """The icon of this name (``calendar-days``). It changes its ink with the theme.

    ``beside_words`` leaves some room at its right, which grows with the type.
    """
    return QIcon(_Ink(name, tone, beside_words=beside_words))


class _Ink(QIconEngine):
    """Draws one icon; asks for the theme each time."""

    def __init__(self, name: str, tone: Tone, *, beside_words: bool) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self._beside_words = beside_words

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        tone = Tone.CLOSED if mode is QIcon.Mode.Disabled else self._tone
        place = QRectF(rect)
        if self._beside_words:
            side = place.height() * _DRAWN_BESIDE
            place = QRectF(place.left(), place.top() + (place.height() - side) / 2, side, side)
        _renderer(self._name, _ink(current(), tone)).render(painter, place)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return drawn

    def clone(self) -> QIconEngine:
        return _Ink(self._name, self._tone, beside_words=self._beside_words)


def _ink(theme: Theme, tone: Tone) -> str:
    return theme.color(tone).name()


@cache
def _renderer(name: str, ink: str) -> QSvgRenderer:
    drawing = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", ink).encode()))
