"""Cards of a gallery: a miniature at the left, a title, a sentence."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen

from dmedesk.widgets.button_grid import GridButton
from dmedesk.widgets.dress import font
from dmedesk.widgets.miniatures import Miniature, draw_miniature
from dmedesk.widgets.theme import GRID, SMALL, TEXT, Tone, current, px

CARD = QSize(344, 104)
_MINIATURE = QSize(108, 80)


class Card(GridButton):
    """One card; pressing it opens what it shows."""

    def __init__(self, title: str, about: str, picture: Miniature) -> None:
        super().__init__(CARD)
        self.setText(title.replace("&", "&&"))
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        self.setToolTip(about)
        self._title, self._about, self._picture = title, about, picture

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the card."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self.hasFocus() or self.underMouse()
        edge = QColor(theme.accent if marked else theme.line)
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), GRID, GRID)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        small = QSize(px(_MINIATURE.width()), px(_MINIATURE.height()))
        place = QRect(3 * GRID, (self.height() - small.height()) // 2, 0, 0)
        place.setSize(small)
        draw_miniature(self._picture, painter, place)
        words = self.rect().adjusted(place.right() + 3 * GRID, place.top(), -3 * GRID, -GRID)
        painter.setPen(theme.color(Tone.INK))
        painter.setFont(font(TEXT, strong=True))
        painter.drawText(words, Qt.AlignmentFlag.AlignTop, self._title)
        painter.setPen(theme.color(Tone.SOFT))
        painter.setFont(font(SMALL))
        about = words.adjusted(0, px(TEXT) + 2 * GRID, 0, 0)
        painter.drawText(about, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self._about)
