"""The right third of a list: the chosen row's facts, what belongs to it, what happened last."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QWidget

from dmedesk.kit.references import RecordRef
from dmedesk.widgets.listing.spec import Fact, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import column, empty, label, padded
from dmedesk.widgets.related import RelatedPanel, put
from dmedesk.widgets.tasks import Failed
from dmedesk.widgets.theme import GRID, Tone

LAST_EVENTS = 8


class Preview(QFrame):
    """Shows one row; nothing, with a word, while none is chosen or it is still being read."""

    def __init__(self, workplace: Workplace, spec: ListSpec[Any], failed: Failed) -> None:
        super().__init__()
        self.setProperty("part", "panel")
        self._spec = spec
        self._title = label(part="heading")
        self._title.setWordWrap(True)
        self._facts = facts_grid()
        self.panel = None if spec.panel is None else spec.panel(workplace)
        self.related = RelatedPanel(workplace, failed, most=LAST_EVENTS)
        pieces = column(self._title, self._facts, gap=3 * GRID)
        if self.panel is not None:
            pieces.addWidget(self.panel)
        pieces.addWidget(self.related)
        pieces.addStretch(1)
        held = QWidget()
        held.setProperty("part", "raised")
        held.setLayout(padded(pieces, 4 * GRID, 3 * GRID))
        area = QScrollArea()
        area.setWidget(held)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._held = held
        self.setLayout(column(area))
        self.show_row(None)

    def show_row(self, row: Any) -> None:
        """Show this row; None shows nothing."""
        empty(self._facts)
        self._held.setVisible(row is not None)
        if row is None:
            self.related.show_ref(None)
            return
        self._title.setText(self._spec.name(row))
        show_facts(self._facts, self._spec.facts(row))
        if self.panel is not None:
            self.panel.show_row(row)
        own = RecordRef(self._spec.kind, row.id) if self._spec.kind else None
        self.related.show_ref(own if self._spec.ref is None else self._spec.ref(row))

    def take_focus(self) -> bool:
        """Give the keyboard to the panel, or to the first link; answers whether one took it."""
        pieces = [] if self.panel is None else [self.panel, *self.panel.findChildren(QWidget)]
        for piece in (*pieces, *self.related.findChildren(QPushButton)):
            if piece.isVisible() and piece.focusPolicy() & Qt.FocusPolicy.TabFocus:
                piece.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return False


def facts_grid() -> QGridLayout:
    """A grid for ``show_facts``."""
    made = QGridLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(3 * GRID)
    made.setVerticalSpacing(GRID)
    made.setColumnStretch(1, 1)
    return made


def show_facts(grid: QGridLayout, facts: Sequence[Fact]) -> None:
    """Names at the left, soft; what they are at the right, ready to be copied. None is empty."""
    for place, fact in enumerate(one for one in facts if one.text):
        text = label(fact.text, "" if fact.tone is Tone.INK else fact.tone.value)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        put(grid, label(fact.name, "soft"), place, 0)
        put(grid, text, place, 1)
