"""The bench: the units that wait to be cleaned and checked, each with the checklist of its kind.

101 CMR 322.03(7) and (8): what goes to a member is clean and in working order; respiratory
equipment is free of contaminating agents, with masks and tubing new or unused.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QSplitter, QWidget

from dmedesk.assets.actions.checks import fail_check, pass_check
from dmedesk.assets.actions.maintaining import read_hours
from dmedesk.assets.offers import remarks
from dmedesk.assets.queries.bench import Bench, UnitScanned, Waiting, bench, unit_of_serial
from dmedesk.assets.rules.checks import QUESTIONS, Certificate, Check, checklist, may_pass
from dmedesk.assets.rules.maintenance import MOST_HOURS
from dmedesk.assets.rules.moves import WORDS
from dmedesk.assets.screens.bench_columns import columns_of, told_of
from dmedesk.assets.screens.picking import PLACE_PICKER
from dmedesk.assets.screens.scanning import serial_of
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.offers import Offers, Remark
from dmedesk.kit.references import RecordRef
from dmedesk.shop.screens.setting import SettingPage
from dmedesk.widgets.forms.fields import FormField, Kind, Section
from dmedesk.widgets.forms.yes_no import Tick
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button, column, frame, label, padded, row, scrolled, set_part
from dmedesk.widgets.remarks import RemarksPanel
from dmedesk.widgets.table import Table
from dmedesk.widgets.theme import GRID, px
from dmedesk.widgets.words import count_of

_LIST_WIDTH, _PANEL_WIDTH = 640, 480
_EMPTY = "Nothing waits here. What comes back, is repaired, or was bought used comes here first."
_ABOUT = (
    "Whatever comes back goes out again only after somebody has cleaned and checked it and signed"
    " for it (101 CMR 322.03(7), (8)). Scan a serial to go to its unit."
)
_FIELDS = (
    Section(
        "",
        (
            FormField("technician", "Che&cked by", required=True),
            FormField("checked_on", "&Day", Kind.DAY, required=True),
            FormField("place_id", "&Goes to", Kind.RECORD, picker=PLACE_PICKER, help="Shelf, van"),
            FormField(
                "hours",
                "&Hours",
                Kind.NUMBER,
                most=MOST_HOURS,
                help="Meter",
            ),
            FormField("note", "F&ault", help="What is wrong, where it fails"),
        ),
        columns=1,
    ),
)


def _maintenance(offers: Offers, ref: RecordRef, day: date, session: Any) -> Sequence[Remark]:
    """The maintenance that a unit needs; what other houses say is of no use at the bench."""
    del offers
    return remarks(session, ref, day)


class BenchPage(SettingPage):
    """The queue at the left, the checklist of the chosen unit at the right."""

    key = "bench"
    area = "Bench"
    picture = "package"
    keys = (
        Key("1, 2, 3, 4", "tick a line of the checklist"),
        Key("Ctrl+S", "pass the unit, and go on to the next"),
        Key("Ctrl+R", "it fails: send it to repair"),
        Key("F4", "the names of the staff, the places"),
        Key("Enter", "open the unit that is chosen"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._unit: Waiting | None = None
        self._wanted: int | None = None
        self._rows: tuple[Waiting, ...] = ()
        self._names: tuple[str, ...] = ()
        self.table: Table[Waiting] = Table("Waiting at the bench", columns_of(workplace))
        self.ticks = {check: Tick(QUESTIONS[check]) for check in Check}
        self.fields = self.form(_FIELDS)
        self.line = label(part="soft")
        self.line.setWordWrap(True)
        self.pass_it = self.guard(
            button("&Pass", self.pass_unit, part="primary", tip="Clean and working (Ctrl+S)"),
            "check_unit",
        )
        self.fail_it = self.guard(
            button("&Fail", self.fail_unit, tip="Send it to repair (Ctrl+R)"), "check_unit"
        )
        self._empty = label(_EMPTY, "soft")
        self._empty.setWordWrap(True)
        self.lay_out(self._body(), about=_ABOUT)
        self._connect()

    def _body(self) -> QWidget:
        self._title, self._about = label(part="heading"), label(part="soft")
        self._about.setWordWrap(True)
        ticks = column(*self.ticks.values(), gap=GRID)
        foot = row(None, self.fail_it, self.pass_it)
        self.due = RemarksPanel(self.workplace, self.fail, "Maintenance", _maintenance)
        pieces = (self._title, self._about, self.due, ticks, self.fields, self.line, foot)
        self.panel = frame("panel", padded(column(*pieces, None, gap=3 * GRID), 4 * GRID, 3 * GRID))
        left = QWidget()
        listed = column(self._empty, self.table)
        listed.setStretch(1, 1)
        left.setLayout(listed)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(scrolled(self.panel))
        split.setSizes([_LIST_WIDTH, px(_PANEL_WIDTH)])
        split.setStretchFactor(0, 1)
        split.setHandleWidth(3 * GRID)
        split.setChildrenCollapsible(False)
        return split

    def _connect(self) -> None:
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self._open)
        self.fields.changed.connect(self._tell_line)
        self.findings.jumped.connect(self._go_to_tick)
        for number, check in enumerate(self.ticks, start=1):
            self.ticks[check].setAccessibleName(QUESTIONS[check])
            self.ticks[check].clicked.connect(lambda _checked: self._tell_line())
            # A line edit takes figures for itself; everywhere else on the page they tick.
            shortcut = QShortcut(QKeySequence(str(number)), self)
            shortcut.activated.connect(partial(self._toggle, check))
        self.on_key("Ctrl+S", self.pass_it.click)
        self.on_key("Ctrl+R", self.fail_it.click)
        technician = self.fields.entries["technician"].target
        assert isinstance(technician, QLineEdit)
        self._technician = technician
        names = QShortcut(QKeySequence("F4"), technician)
        names.setContext(Qt.ShortcutContext.WidgetShortcut)
        names.activated.connect(self._propose_all)
        self.setFocusProxy(self.table)

    # --- reading --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the queue anew; the chosen unit and what is ticked stay."""
        on = self.workplace.today
        self.latest.query(partial(bench, on=on), done=self._show_bench, failed=self.fail)

    def _show_bench(self, found: Bench) -> None:
        self._rows = found.waiting
        more = f", the first {len(found.waiting):,} shown" if found.count > len(self._rows) else ""
        self.told.setText(count_of(found.count, "unit waits", "units wait") + more)
        self._propose(found.technicians)
        self.table.show_rows(found.waiting, same=lambda one: one.id)
        self._empty.setVisible(not found.waiting)
        self.table.setVisible(bool(found.waiting))
        self.panel.setVisible(bool(found.waiting))
        if self._wanted is not None:
            self._choose(self._wanted)

    def _propose(self, names: Sequence[str]) -> None:
        """The names of the staff, whoever sits here first."""
        owner = self.workplace.owner
        ordered = tuple(sorted(names, key=lambda name: (name != owner, name)))
        if ordered == self._names:
            return
        self._names = ordered
        completer = QCompleter(list(ordered), self._technician)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        offered = QListView()
        offered.setAccessibleName("Staff")
        completer.setPopup(offered)
        self._technician.setCompleter(completer)

    def _propose_all(self) -> None:
        completer = self._technician.completer()
        if completer is not None:
            completer.setCompletionPrefix("")
            completer.complete()

    def _show(self, unit: Waiting | None) -> None:
        """Show a unit's checklist; nothing of another one's is ticked."""
        if unit is None:
            return
        is_same = self._unit is not None and self._unit.id == unit.id
        self._unit = unit
        self._title.setText(unit.serial)
        self._about.setText(" · ".join(told_of(unit)))
        self.due.show_ref(RecordRef("asset", unit.id), self.workplace.today)
        if is_same:
            return
        wanted = checklist(unit.family)
        for number, (check, tick) in enumerate(self.ticks.items(), start=1):
            tick.setText(f"{number}   {QUESTIONS[check]}")
            tick.setVisible(check in wanted)
        self._begin()

    def _begin(self) -> None:
        """Begin with the chosen unit: nothing ticked; name, day and place as they were."""
        self.findings.clear()
        for tick in self.ticks.values():
            tick.setChecked(False)
        before = self.fields.raws()
        owner = self.workplace.owner
        self.fields.show_values(
            {"technician": owner, "checked_on": self.workplace.today, "place_id": None}
        )
        kept = {key: before[key] for key in ("technician", "checked_on", "place_id")}
        self.fields.take_up({key: raw for key, raw in kept.items() if raw})
        self._tell_line()

    def _tell_line(self) -> None:
        """The certificate as the slip will print it, or what it still lacks."""
        if self._unit is None:
            return
        technician, on = self._technician.text(), self.fields.entries["checked_on"].taken()[0]
        lacks = may_pass(self._seen(), family=self._unit.family, technician=technician)
        if lacks or on is None:
            self.line.setText("The slip prints nothing yet: not all is ticked and signed.")
            set_part(self.line, "soft")
            return
        line = Certificate(on, technician.strip(), self._seen()).sentence()
        self.line.setText(f"✓ The slip will print: {line}")
        set_part(self.line, "ready")

    def _seen(self) -> tuple[Check, ...]:
        wanted = checklist(self._unit.family) if self._unit is not None else ()
        return tuple(check for check in wanted if self.ticks[check].isChecked())

    def _toggle(self, check: Check) -> None:
        if self.ticks[check].isVisible():
            self.ticks[check].toggle()
            self._tell_line()

    def _go_to_tick(self, field: str) -> None:
        tick = self.ticks.get(Check(field)) if field in set(Check) else None
        if tick is not None:
            tick.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, unit: Waiting) -> None:
        self.workplace.navigator.open_record(RecordRef("asset", unit.id))

    # --- scanning -------------------------------------------------------------------------------

    def take_scan(self, text: str) -> bool:
        """Go to the unit that was scanned. What was ticked is ticked anew: its first sign ticks."""
        serial = serial_of(text, today=self.workplace.today)
        if isinstance(serial, str):
            find = partial(unit_of_serial, serial=serial)
            done = partial(self._found, serial)
            self.latest.query(find, done=done, failed=self.fail)
        else:
            self.fail(serial)
        self._untick()
        return True

    def _untick(self) -> None:
        for tick in self.ticks.values():
            tick.setChecked(False)
        self._tell_line()

    def _found(self, serial: str, unit: UnitScanned | None) -> None:
        if unit is not None and self._choose(unit.id):
            self.findings.clear()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif unit is None:
            remedy = "Look at the label again, or receive the unit."
            self.fail((_stop("unknown_serial", f"No unit is called {serial}.", remedy),))
        else:
            message = f"It does not wait here: it is {WORDS[unit.state]}."
            opens = RecordRef("asset", unit.id)
            self.fail((_stop("not_waiting", message, "", subject=unit.serial, opens=opens),))

    def _choose(self, unit_id: int) -> bool:
        self._wanted = None
        for place, one in enumerate(self.table.rows_model.rows):
            if one.id == unit_id:
                self.table.selectRow(place)
                self.table.scrollTo(self.table.currentIndex())
                return True
        return False

    # --- writing --------------------------------------------------------------------------------

    def pass_unit(self) -> None:
        """Pass the unit as it is ticked and signed; the next one is shown."""
        unit, seen = self._unit, self._seen()
        if unit is None:
            return
        # What is wrong is asked of the rule first, so that everything is said at once.
        lacks = may_pass(seen, family=unit.family, technician=self._technician.text())
        values = self._values(lacks)
        if values is not None:
            act = partial(_checked, pass_check, unit.id, seen, values, self.workplace.today)
            self._do(unit, act, f"{unit.serial} is ready.")

    def fail_unit(self) -> None:
        """Send the unit to repair with what is wrong; the next one is shown."""
        unit, values = self._unit, self._values(())
        if unit is not None and values is not None:
            today = self.workplace.today
            act = partial(_checked, fail_check, unit.id, self._seen(), values, today)
            self._do(unit, act, f"{unit.serial} is in repair.")

    def _values(self, lacks: Sequence[Finding]) -> dict[str, Any] | None:
        """What stands in the fields; None, with everything that is wrong told, where they cannot
        be read.
        """
        found: list[Finding] = [one for one in lacks if one.field != "technician"]
        try:
            values = self.fields.values()
        except Refused as refused:
            found += refused.findings
            values = {}
        if not found:
            return values
        self.fail(tuple(found))
        self.fields.show_findings(found)
        return None

    def _do(self, unit: Waiting, act: Any, said: str) -> None:
        ids = [one.id for one in self.table.rows_model.rows]
        after = ids.index(unit.id) + 1 if unit.id in ids else 0

        def then() -> None:
            self._wanted = ids[after] if after < len(ids) else None
            self._unit = None

        self.save(act, action="check_unit", said=said, form=self.fields, then=then)


def _checked(
    act: Callable[..., int],
    asset_id: int,
    seen: Sequence[Check],
    values: Mapping[str, Any],
    today: date,
    work: Any,
) -> int:
    """The look at the bench, and before it the hours that were read there: both, or neither."""
    own = dict(values)
    hours = own.pop("hours")
    if hours is not None:
        read_on = own["checked_on"]
        read_hours(work, asset_id=asset_id, hours=hours, read_on=read_on, today=today)
    return act(work, asset_id=asset_id, seen=seen, **{**own, "note": own["note"] or ""})


def _stop(
    code: str, message: str, remedy: str, *, subject: str = "", opens: RecordRef | None = None
) -> Finding:
    return Finding(Severity.STOP, code, message, subject=subject, remedy=remedy, opens=opens)
