"""How an amount came about: the amount large, its steps as a column to be re-added, footnotes."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QRegion
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from dmedesk.widgets.paper import painter_on
from dmedesk.widgets.parts import column, label, padded
from dmedesk.widgets.theme import GRID, LIGHT, MARGIN, style_sheet

_FIGURE_WIDTH = 64
_PIXELS_PER_INCH = 96


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what was done in words, its figure (empty where it has none), the clause."""

    says: str
    figure: str
    clause: str


@dataclass(frozen=True, slots=True)
class Reckoning:
    """An amount and all that it rests on. ``subject`` has one line a fact, ``notes`` footnotes."""

    title: str
    amount: str
    subject: tuple[str, ...]
    steps: tuple[Step, ...]
    notes: tuple[str, ...]


class ReckoningPanel(QFrame):
    """Shows one reckoning; scrolls where it is long."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "panel")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName("How the amount came about")
        self.setLayout(column(self._scroll))
        self.shown: Reckoning | None = None

    def show_reckoning(self, reckoning: Reckoning) -> None:
        """Show this one."""
        self.shown = reckoning
        page = QWidget()
        page.setProperty("part", "raised")
        page.setLayout(_laid_out(reckoning))
        self._scroll.setWidget(page)
        self._scroll.setAccessibleDescription(as_text(reckoning))

    def print_on(self, printer: QPrinter) -> None:
        """Print what is shown with the same line breaks, in the light theme's ink on bare paper.

        In its size on the screen, or as small as one page needs. ``WorldError`` where the printer
        cannot be reached.
        """
        if self.shown is None:
            return
        page = _unseen_page(self.shown, self._scroll.viewport().width())
        painter = painter_on(printer)
        margin = printer.resolution() // 2
        room = painter.viewport().adjusted(margin, margin, -margin, -margin)
        scale = min(
            printer.resolution() / _PIXELS_PER_INCH,
            room.width() / page.width(),
            room.height() / page.height(),
        )
        painter.translate(room.topLeft())
        painter.scale(scale, scale)
        page.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        painter.end()


def _unseen_page(reckoning: Reckoning, width: int) -> QWidget:
    """The reckoning in the light theme, laid out like a shown one, but on no screen."""
    page = QWidget()
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    page.setStyleSheet(style_sheet(LIGHT))
    page.setLayout(_laid_out(reckoning))
    page.show()
    page.resize(width, page.heightForWidth(width))
    return page


def as_text(reckoning: Reckoning) -> str:
    """The reckoning as plain text, for whoever hears the screen instead of seeing it."""
    steps = (f"{step.says} {step.figure} {step.clause}".strip() for step in reckoning.steps)
    return ". ".join([reckoning.title, reckoning.amount, *reckoning.subject, *steps])


def _laid_out(reckoning: Reckoning) -> QVBoxLayout:
    facts = [_wrapped(fact, "soft") for fact in reckoning.subject]
    notes = [_wrapped(note, "small") for note in reckoning.notes]
    page = column(
        label(reckoning.title, "soft"), label(reckoning.amount, "figure"), *facts, gap=GRID
    )
    page.addSpacing(2 * GRID)
    page.addLayout(_steps(reckoning.steps))
    if notes:
        page.addSpacing(2 * GRID)
    for note in notes:
        page.addWidget(note)
    page.addStretch(1)
    padded(page, MARGIN, 3 * GRID)
    return page


def _steps(steps: Sequence[Step]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(0, 1)
    grid.setColumnMinimumWidth(1, _FIGURE_WIDTH)
    for place, step in enumerate(steps):
        grid.addWidget(_wrapped(step.says), 2 * place, 0)
        figure = label(step.figure)
        below_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        grid.addWidget(figure, 2 * place, 1, below_right)
        clause = _wrapped(step.clause, "small")
        clause.setContentsMargins(0, 0, 0, 2 * GRID)
        grid.addWidget(clause, 2 * place + 1, 0)
    return grid


def _wrapped(text: str, part: str = "") -> QWidget:
    made = label(text, part)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
