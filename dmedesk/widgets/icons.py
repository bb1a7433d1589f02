"""Icons of ``resources/icons``, drawn in an ink of the theme that is worn when they are drawn."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from dmedesk.kit.paths import resources
from dmedesk.widgets.theme import Theme, Tone, current

SIZE = 16


def icon(name: str, tone: Tone = Tone.INK) -> QIcon:
    """The icon of this name (``calendar-days``). It changes its ink with the theme."""
    return QIcon(_Ink(name, tone))


class _Ink(QIconEngine):
    """Draws one icon; asks for the theme each time."""

    def __init__(self, name: str, tone: Tone) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        tone = Tone.CLOSED if mode is QIcon.Mode.Disabled else self._tone
        _renderer(self._name, _ink(current(), tone)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return drawn

    def clone(self) -> QIconEngine:
        return _Ink(self._name, self._tone)


def _ink(theme: Theme, tone: Tone) -> str:
    return theme.color(tone).name()


@cache
def _renderer(name: str, ink: str) -> QSvgRenderer:
    drawing = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", ink).encode()))
