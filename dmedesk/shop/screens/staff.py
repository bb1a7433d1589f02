"""Who works here: names, roles and days; PINs are set here and shown nowhere."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QSplitter, QWidget

from dmedesk.kit.calendar import last_day
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.shop.actions.staff import add_person, change_person, set_pin
from dmedesk.shop.queries.staff import StaffRow, staff_rows
from dmedesk.shop.rules.rights import ROLE_WORDS, Role
from dmedesk.shop.rules.staff import MOST_DIGITS, PersonFact
from dmedesk.shop.screens.setting import SettingPage
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button, column, frame, label, padded, row, scrolled
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.theme import GRID, Tone, px
from dmedesk.widgets.words import count_of

_LIST_WIDTH, _FORM_WIDTH = 760, 420
_ABOUT = (
    "Everybody signs in with a name and a PIN, and the history names them. Whoever leaves gets a"
    " last day: names are not removed. Enter on a name opens its page, with what the person did."
)
_FIRST = (
    "This shop has no staff yet: whoever opens it may do everything, and the history names them by"
    " the computer's login. Add the first owner, with a PIN, and people sign in from then on."
)

_FIELDS = (
    Section(
        "",
        (
            FormField("name", "N&ame", required=True, width=260),
            FormField("role", "R&ole", Kind.CHOICE, required=True, options=options_of(ROLE_WORDS)),
            FormField("from_on", "&First day", Kind.DAY, required=True),
            FormField("last_on", "Last da&y", Kind.DAY, help="none yet"),
        ),
        columns=1,
    ),
)


class StaffPage(SettingPage):
    """The list of people, and the chosen one's form."""

    key = "settings.staff"
    area = "Staff"
    picture = "users"
    keys = (
        Key("Ctrl+N", "add a person"),
        Key("Ctrl+S", "save the person"),
        Key("Enter", "open the page of the person, with what they did"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._row: StaffRow | None = None
        self._has_staff = False
        self.table: Table[StaffRow] = Table("Staff", _columns(self._works))
        self.table.chosen.connect(self._show)
        self.table.opened.connect(
            lambda row: workplace.navigator.open_record(RecordRef("staff", row.id))
        )
        self.people = self.form(_FIELDS)
        self.pin, self.again = pin_field("New PIN"), pin_field("New PIN once more")
        self.new = self.guard(
            button("Add a person", self.begin, tip="Add a person (Ctrl+N)"), "add_person"
        )
        self.keep = self.guard(
            button("Save", self.save_person, part="primary", tip="Save (Ctrl+S)"), "change_person"
        )
        self._first = label(_FIRST)
        self._first.setWordWrap(True)
        self.lay_out(self._body(), self.new, about=_ABOUT)
        self.on_key("Ctrl+N", self.new.click)
        self.on_key("Ctrl+S", self.keep.click)

    def _body(self) -> QWidget:
        self._title, self._pin_about = label(part="section"), label(part="small")
        words = [QLabel("Ne&w PIN"), QLabel("A&gain")]
        for word, field in zip(words, (self.pin, self.again), strict=True):
            word.setProperty("part", "soft")
            word.setBuddy(field)
        pins = row(words[0], self.pin, words[1], self.again, None)
        foot = row(None, self.keep)
        pieces = (self._title, self.people, pins, self._pin_about, foot)
        inside = column(*pieces, None, gap=3 * GRID)
        panel = frame("panel", padded(inside, 4 * GRID, 3 * GRID))
        split = QSplitter()
        split.addWidget(_stacked(self._first, self.table))
        split.addWidget(scrolled(panel))
        split.setSizes([_LIST_WIDTH, px(_FORM_WIDTH)])
        split.setStretchFactor(0, 1)
        split.setHandleWidth(3 * GRID)
        split.setChildrenCollapsible(False)
        return split

    def _works(self, person: StaffRow) -> bool:
        fact = PersonFact(person.id, person.name, person.role, person.from_on, person.until_on)
        return fact.works_on(self.workplace.today)

    # --- reading --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the people anew; what is typed of a new one stays."""
        self.latest.query(staff_rows, done=self._show_rows, failed=self.fail)

    def _show_rows(self, rows: Sequence[StaffRow]) -> None:
        self._has_staff = bool(rows)
        self._first.setVisible(not rows)
        self.table.setVisible(bool(rows))
        working = sum(self._works(row) for row in rows)
        self.told.setText(count_of(working, "person", "people") if rows else "")
        self.table.show_rows(rows, same=lambda row: row.id)
        if not rows:
            self.begin()

    def _show(self, person: StaffRow | None) -> None:
        """Show the chosen person's form."""
        if person is None:
            return
        self._row = person
        self._title.setText(person.name)
        self.people.show_values(
            {
                "name": person.name,
                "role": person.role.value,
                "from_on": person.from_on,
                "last_on": last_day(person.until_on) if person.until_on else None,
            }
        )
        has = "Has a PIN. A new one takes its place." if person.has_pin else "Has no PIN yet."
        self._clear_pins(f"{has} Left empty, nothing changes.")

    def begin(self) -> None:
        """An empty form for a new person; the first one is an owner."""
        self._row = None
        self._title.setText("A new person" if self._has_staff else "The first owner")
        role = Role.INTAKE if self._has_staff else Role.OWNER
        today = self.workplace.today
        self.people.show_values({"role": role.value, "from_on": today})
        self._clear_pins(
            "Without a PIN they choose one when they first sign in."
            if self._has_staff
            else "4 to 12 digits."
        )
        self.people.go_to_first()

    def _clear_pins(self, about: str) -> None:
        self.pin.clear()
        self.again.clear()
        self._pin_about.setText(about)

    # --- writing --------------------------------------------------------------------------------

    def save_person(self) -> None:
        """Add or change the person, and set the PIN where one was typed."""
        try:
            values = self.people.values()
            pin = self._typed_pin()
        except Refused as refused:
            self.people.show_findings(refused.findings)
            self.fail(refused.findings)
            return
        last_on = values.pop("last_on")
        values["role"] = Role(values["role"])
        values["until_on"] = last_on + timedelta(days=1) if last_on else None
        act: Callable[[Any], object]
        if self._row is None:
            act = partial(_add, values=values, pin=pin)
        else:
            act = partial(_change, before=self._row, values=values, pin=pin)
        action = "add_person" if self._row is None else "change_person"
        said = f"{values['name']} is on the staff."
        is_first = not self._has_staff
        self.save(act, action=action, said=said, form=self.people, then=partial(self._go, is_first))

    def _go(self, is_first: bool) -> None:  # noqa: FBT001 - a partial's own argument
        self._clear_pins("")
        if is_first:
            self.workplace.sign_in_wanted.emit()

    def _typed_pin(self) -> str:
        if self.pin.text() != self.again.text():
            self.pin.setFocus()
            raise Refused(
                [
                    Finding(
                        Severity.STOP,
                        "pins_differ",
                        "The two PINs differ.",
                        remedy="Type the new PIN twice alike.",
                    )
                ]
            )
        return self.pin.text()


def pin_field(name: str) -> QLineEdit:
    """A field for a PIN: nobody reads along."""
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setMaxLength(MOST_DIGITS)
    made.setAccessibleName(name)
    made.setFixedWidth(30 * GRID)
    return made


def _stacked(*pieces: QWidget) -> QWidget:
    held = QFrame()
    layout = column(*pieces, None)
    layout.setStretch(len(pieces) - 1, 1000)
    held.setLayout(layout)
    return held


def _add(work: Any, *, values: dict[str, Any], pin: str) -> int:
    return add_person(work, pin=pin, **values)


def _change(work: Any, *, before: StaffRow, values: dict[str, Any], pin: str) -> None:
    change_person(work, person_id=before.id, row_version=before.row_version, **values)
    if pin:
        set_pin(work, person_id=before.id, pin=pin)


def _columns(works: Any) -> tuple[Column[StaffRow], ...]:
    def state(person: StaffRow) -> str:
        return "✓ works here" if works(person) else "– not today"

    return (
        Column("Name", lambda person: person.name, width=180, wide=True),
        Column("Role", lambda person: ROLE_WORDS[person.role], width=150),
        Column(
            "State",
            state,
            width=110,
            tone=lambda person: Tone.READY if works(person) else Tone.CLOSED,
        ),
        Column("From", lambda person: person.from_on.isoformat(), width=96, spare=2),
        Column(
            "Last day",
            lambda person: last_day(person.until_on).isoformat() if person.until_on else "",
            width=96,
            spare=1,
        ),
        Column(
            "PIN",
            lambda person: "set" if person.has_pin else "none yet",
            width=80,
            tone=lambda person: Tone.SOFT if person.has_pin else Tone.WAITING,
        ),
        Column(
            "Last signed in",
            lambda person: (
                f"{person.signed_in_at.astimezone():%Y-%m-%d %H:%M}" if person.signed_in_at else ""
            ),
            width=148,
            spare=3,
        ),
    )
