"""What each role may do, as a table of ticks: arrows go about in it, Space ticks and unticks."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from dmedesk.shop.actions.staff import tick_rights
from dmedesk.shop.queries.staff import role_ticks
from dmedesk.shop.rules.rights import (
    RIGHT_WORDS,
    ROLE_WORDS,
    Right,
    Role,
    Ticks,
    is_fixed,
    may,
)
from dmedesk.shop.screens.setting import SettingPage
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.table import set_plainly
from dmedesk.widgets.theme import Tone, current, px

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHTS, _ROLES = tuple(Right), tuple(Role)
_ROLE_WIDTH = 128
_ABOUT = (
    "Everybody who signs in may look at members, units, rentals and invoices. What else a role may"
    " do is ticked here, and holds at once, at every desk. An owner may do everything."
)


class TickModel(QAbstractTableModel):
    """Rights downward, roles across."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(parent)
        self._ticks: Ticks = {}

    def show_ticks(self, ticks: Ticks) -> None:
        """Show the ready-made roles with these ticks changed."""
        self._ticks = ticks
        first, last = self.index(0, 0), self.index(len(_RIGHTS) - 1, len(_ROLES))
        self.dataChanged.emit(first, last)

    def is_ticked(self, right: Right, role: Role) -> bool:
        """Whether the role has the right."""
        return may(role, right, self._ticks)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """As Qt asks."""
        return 0 if parent.isValid() else len(_RIGHTS)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """As Qt asks."""
        return 0 if parent.isValid() else len(_ROLES) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The right's words, then a tick or none for each role."""
        right = _RIGHTS[index.row()]
        if index.column() == 0:
            return RIGHT_WORDS[right] if role == Qt.ItemDataRole.DisplayRole else None
        who = _ROLES[index.column() - 1]
        ticked = self.is_ticked(right, who)
        if role == Qt.ItemDataRole.DisplayRole:
            return "✓" if ticked else "–"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        if role == Qt.ItemDataRole.ForegroundRole:
            tone = Tone.CLOSED if is_fixed(who) or not ticked else Tone.READY
            return current().color(tone)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            word = "may" if ticked else "may not"
            return f"{ROLE_WORDS[who]} {word}: {RIGHT_WORDS[right].lower()}"
        return None

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The roles."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return ROLE_WORDS[_ROLES[section - 1]] if section else "May"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            across = Qt.AlignmentFlag.AlignHCenter if section else Qt.AlignmentFlag.AlignLeft
            return int(across | Qt.AlignmentFlag.AlignVCenter)
        return None


class TickTable(QTableView):
    """The table; ``toggled`` tells the right and the role that Space, Enter or a click is on."""

    toggled = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What each role may do")
        self.ticks = TickModel(self)
        self.setModel(self.ticks)
        set_plainly(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in range(1, len(_ROLES) + 1):
            self.setColumnWidth(place, px(_ROLE_WIDTH))
        self.clicked.connect(self._toggle)
        self.setCurrentIndex(self.ticks.index(0, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space and Enter tick and untick."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _toggle(self, index: Index) -> None:
        if index.isValid() and index.column():
            self.toggled.emit(_RIGHTS[index.row()], _ROLES[index.column() - 1])


class RightsPage(SettingPage):
    """The table of ticks; each holds as soon as it is set, and can be taken back."""

    key = "settings.rights"
    area = "Rights"
    picture = "users"
    keys = (Key("Space", "tick or untick what a role may do"),)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.table = TickTable()
        self.table.toggled.connect(self.toggle)
        self.setFocusProxy(self.table)
        self.lay_out(self.table, about=_ABOUT)

    def refresh(self) -> None:
        """Read the ticks anew."""
        self.latest.query(role_ticks, done=self.table.ticks.show_ticks, failed=self.fail)

    def toggle(self, right: Right, role: Role) -> None:
        """Tick or untick; the corner says so, with the way back."""
        ticked = not self.table.ticks.is_ticked(right, role)
        self._tick(right, role, ticked, lambda: self._tick(right, role, not ticked, None))

    def _tick(
        self,
        right: Right,
        role: Role,
        ticked: bool,  # noqa: FBT001 - a tick is a yes or no
        undo: Callable[[], None] | None,
    ) -> None:
        word = "may now" if ticked else "may no longer"
        work = RIGHT_WORDS[right]
        said = f"{ROLE_WORDS[role]} {word}: {work[0].lower()}{work[1:]}."
        self.workplace.runner.operate(
            partial(_tick, ticks={(role, right): ticked}),
            action="tick_rights",
            done=lambda _nothing: self._ticked(said, undo),
            failed=self.fail,
        )

    def _ticked(self, said: str, undo: Callable[[], None] | None) -> None:
        self.findings.clear()
        self.workplace.say(said, undo)
        self.refresh()


def _tick(work: Any, *, ticks: Ticks) -> None:
    tick_rights(work, ticks=ticks)
