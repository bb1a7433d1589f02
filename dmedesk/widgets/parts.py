"""Small pieces that every screen is made of: labels, buttons, rows and columns on the grid."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from dmedesk.widgets.icons import icon
from dmedesk.widgets.theme import GRID, current

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
_ENDLESS = 10_000
_WRAPS = Qt.TextFlag.TextWordWrap.value | Qt.TextFlag.TextShowMnemonic.value


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

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter follows it, as in a browser; Space presses it, as any button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class WrappedLink(Link):
    """A link whose sentence takes as many lines as it needs."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _room(self, width: int) -> QRect:
        room = QRect(0, 0, width - 2 * _HAIRLINE, _ENDLESS)
        return self.fontMetrics().boundingRect(room, _WRAPS, self.text())

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """As high as its lines."""
        return self._room(width).height() + 2 * _HAIRLINE

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line, where nobody says how wide it may be."""
        return QSize(super().sizeHint().width(), self.fontMetrics().height() + 2 * _HAIRLINE)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It can always be made narrower."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the frame without its text, then the lines in the link's colour."""
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setPen(QColor(current().accent))
        inside = self.rect().adjusted(_HAIRLINE, _HAIRLINE, -_HAIRLINE, -_HAIRLINE)
        painter.drawText(inside, _WRAPS, self.text())


def button(
    text: str,
    act: Callable[[], object],
    *,
    keys: str = "",
    picture: str = "",
    part: str = "",
    tip: str = "",
    wrapped: bool = False,
) -> QPushButton:
    """A button with its mnemonic (``&Post``), and the keys that do the same.

    A ``wrapped`` link takes several lines rather than ending with "…".
    """
    if part == "link":
        made: QPushButton = WrappedLink(text) if wrapped else Link(text)
    else:
        made = QPushButton(text)
    made.clicked.connect(lambda _checked: act())
    made.setProperty("part", part)
    made.setAutoDefault(False)
    if picture:
        made.setIcon(icon(picture, beside_words=bool(text)))
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
    area = scroll_area()
    area.setWidget(piece)
    return area


def scroll_area(parent: QWidget | None = None) -> QScrollArea:
    """What scrolls up and down the piece that it is given."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def bring_into_sight(piece: QWidget) -> None:
    """Scroll whatever it stands in until it is seen: Qt does so for Tab alone."""
    if not isValid(piece):
        return
    around = piece.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(piece)
        around = around.parentWidget()


def tab_in_order(stops: Sequence[QWidget]) -> None:
    """Let Tab go through these, all in one window, one after the other."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def pieces_of(layout: QLayout) -> list[QWidget]:
    """The widgets that stand in a layout itself, in their order."""
    items = (layout.itemAt(place) for place in range(layout.count()))
    found = (item.widget() for item in items if item is not None)
    return [piece for piece in found if piece is not None]


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
