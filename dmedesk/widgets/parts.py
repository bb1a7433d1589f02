"""Small pieces that every screen is made of: labels, buttons, rows and columns on the grid."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from dmedesk.widgets.icons import icon
from dmedesk.widgets.theme import GRID

L = TypeVar("L", bound=QBoxLayout)


def label(text: str = "", part: str = "") -> QLabel:
    """A text in one of the style sheet's parts (``soft``, ``heading``, ``figure`` …)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if part:
        made.setProperty("part", part)
    return made


def set_part(widget: QWidget, part: str) -> None:
    """Give a widget another part of the style sheet, and draw it anew."""
    widget.setProperty("part", part)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


_HAIRLINE = 1


class Link(QPushButton):
    """A link; what has no room in it ends with "…", and its tip has the whole."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.width() - 2 * _HAIRLINE
        right, flag = Qt.TextElideMode.ElideRight, Qt.TextFlag.TextShowMnemonic.value
        option.text = self.fontMetrics().elidedText(self.text(), right, room, flag)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


def button(
    text: str,
    act: Callable[[], object],
    *,
    keys: str = "",
    picture: str = "",
    part: str = "",
    tip: str = "",
) -> QPushButton:
    """A button with its mnemonic (``&Post``), and the keys that do the same."""
    made = Link(text) if part == "link" else QPushButton(text)
    made.clicked.connect(lambda _checked: act())
    made.setProperty("part", part)
    made.setAutoDefault(False)
    if picture:
        made.setIcon(icon(picture))
    plain = text.replace("&", "")
    made.setAccessibleName(plain)
    said = tip or plain
    made.setToolTip(f"{said} ({keys})" if keys else said)
    if keys:
        shortcut = QShortcut(QKeySequence(keys), made)
        shortcut.activated.connect(made.click)
    return made


def frame(part: str, layout: QLayout) -> QFrame:
    """A surface of the style sheet (``panel``, ``bar`` …) around a layout."""
    made = QFrame()
    made.setProperty("part", part)
    made.setLayout(layout)
    return made


def row(*pieces: QWidget | QLayout | None, gap: int = 2 * GRID) -> QHBoxLayout:
    """Pieces from left to right; None is room that stretches."""
    return _filled(QHBoxLayout(), pieces, gap)


def column(*pieces: QWidget | QLayout | None, gap: int = 2 * GRID) -> QVBoxLayout:
    """Pieces from top to bottom; None is room that stretches."""
    return _filled(QVBoxLayout(), pieces, gap)


def padded(layout: QBoxLayout, across: int = 3 * GRID, down: int = 2 * GRID) -> QBoxLayout:
    """The layout with margins."""
    layout.setContentsMargins(across, down, across, down)
    return layout


def scrolled(piece: QWidget) -> QScrollArea:
    """The piece, scrolled up and down where there is too little room for it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(piece)
    return area


def empty(layout: QLayout) -> None:
    """Take every widget out of a layout, and out of the layouts in it."""
    while (item := layout.takeAt(0)) is not None:
        if (piece := item.widget()) is not None:
            piece.hide()
            piece.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)


def _filled(layout: L, pieces: tuple[QWidget | QLayout | None, ...], gap: int) -> L:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for piece in pieces:
        if piece is None:
            layout.addStretch(1)
        elif isinstance(piece, QWidget):
            layout.addWidget(piece)
        else:
            layout.addLayout(piece)
    return layout
