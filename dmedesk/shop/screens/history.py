"""The history: who did what, when, and the old and new values of what was changed."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from dmedesk.kit.findings import Finding, Severity
from dmedesk.shop.queries.history import (
    HISTORY,
    HistoryRow,
    ToldEntry,
    Touched,
    told_entry,
)
from dmedesk.shop.rules.doings import DOINGS, sentence_of
from dmedesk.widgets.listing import (
    Chip,
    Fact,
    FilterKind,
    ListColumn,
    ListPage,
    ListSpec,
    RowPanel,
)
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, empty, label, scrolled
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID

_SEE = "see_history"


def _when(row: HistoryRow) -> str:
    return f"{row.at.astimezone():%Y-%m-%d %H:%M}"


COLUMNS: tuple[ListColumn[HistoryRow], ...] = (
    ListColumn("at", "When", _when, FilterKind.DAY, width=148),
    ListColumn("actor", "Who", lambda row: row.actor, width=120),
    ListColumn(
        "action",
        "What",
        lambda row: sentence_of(row.action),
        FilterKind.CHOICE,
        width=220,
        wide=True,
        options=tuple(
            (name, doing.sentence)
            for name, doing in sorted(DOINGS.items(), key=lambda one: one[1].sentence)
        ),
    ),
    ListColumn(
        "record",
        "Record",
        lambda row: row.record,
        width=190,
        spare=4,
        tip=lambda _row: "A member's number, a serial or any other number finds all about it.",
    ),
    ListColumn(
        "count",
        "Rows",
        lambda row: f"{row.count:,}",
        FilterKind.NUMBER,
        width=64,
        figures=True,
        spare=1,
    ),
)


def _facts(row: HistoryRow) -> list[Fact]:
    return [Fact("When", _when(row)), Fact("Who", row.actor)]


class ChangesPanel(RowPanel):
    """What an entry did: each record with its link, and below it old and new values."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._entries = Latest(workplace.runner)
        self._inside: QVBoxLayout = column(gap=3 * GRID)
        self._held = RowPanel()
        self._held.setProperty("part", "raised")
        self._held.setLayout(self._inside)
        self.setLayout(column(scrolled(self._held)))
        self.setMinimumHeight(60 * GRID)

    def show_row(self, row: HistoryRow) -> None:
        """Read and show one entry."""
        self._clear()
        asked = partial(_read, entry_id=row.id)
        self._entries.query(asked, done=self._show, failed=self._fail)

    def _show(self, told: ToldEntry | None) -> None:
        self._clear()
        if told and told.person is not None:
            opens = partial(self._workplace.navigator.open_record, told.person)
            tip = f"The page of {told.actor}"
            self._inside.addWidget(button(told.actor, opens, part="link", tip=tip))
        for touched in told.touched if told else ():
            self._inside.addLayout(self._block(touched))
        if told and told.more:
            self._inside.addWidget(label(f"… and {told.more:,} more records.", "soft"))
        self._inside.addStretch(1)

    def _block(self, touched: Touched) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        ref = touched.ref
        if ref is None:
            grid.addWidget(_wrapped(f"{touched.record} {touched.verb}", "section"), 0, 0, 1, 3)
        else:
            open_it = partial(self._workplace.navigator.open_record, ref)
            link = button(touched.record, open_it, part="link", tip="Open it")
            grid.addWidget(link, 0, 0, 1, 2)
            grid.addWidget(label(touched.verb, "soft"), 0, 2)
        for place, change in enumerate(touched.changes, start=1):
            grid.addWidget(_wrapped(change.name, "soft"), place, 0)
            grid.addWidget(_wrapped(change.old, "soft"), place, 1)
            grid.addWidget(_wrapped(f"→ {change.new}"), place, 2)
        return grid

    def _fail(self, findings: tuple[Finding, ...]) -> None:
        self._clear()
        self._inside.addWidget(_wrapped(" ".join(one.sentence() for one in findings)))

    def _clear(self) -> None:
        empty(self._inside)


def _wrapped(text: str, part: str = "") -> Any:
    made = label(text, part)
    made.setWordWrap(True)
    return made


def _read(session: Any, *, entry_id: int) -> ToldEntry | None:
    return told_entry(session, entry_id=entry_id)


SPEC: ListSpec[HistoryRow] = ListSpec(
    key="history",
    title="History",
    picture="history",
    kind="audit",
    one="entry",
    many="entries",
    query=HISTORY,
    columns=COLUMNS,
    name=lambda row: sentence_of(row.action),
    facts=_facts,
    empty="Nothing was done here yet. Whatever anybody changes stands here, with their name.",
    chips=(
        Chip("records", "Records"),
        Chip("today", "Today"),
        Chip("staff", "Staff and rights"),
        Chip("sign_ins", "Sign-ins"),
    ),
    panel=ChangesPanel,
)


class HistoryPage(ListPage[HistoryRow]):
    """Every entry of the trail; Enter opens the record that it is about."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, SPEC)
        workplace.person_changed.connect(self._show_to_whom_it_may)

    def refresh(self) -> None:
        """Read the entries, for those who may see them."""
        self._show_to_whom_it_may()
        if self.workplace.may(_SEE):
            super().refresh()

    def _show_to_whom_it_may(self) -> None:
        may = self.workplace.may(_SEE)
        self.panes.setVisible(may)
        if not may:
            why = self.workplace.why_not(_SEE)
            self.fail((Finding(Severity.NOTE, "not_allowed", why),))
        else:
            self.findings.clear()

    def open_chosen(self, *, apart: bool = False) -> None:
        """Open the record that the chosen entry is about first of all."""
        place = self.list.currentIndex().row()
        chosen = self.model.row_at(place)
        if chosen is not None and chosen.ref is not None:
            self.workplace.navigator.open_record(chosen.ref, apart=apart)
