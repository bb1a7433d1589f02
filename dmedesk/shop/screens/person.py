"""The page of a person of the staff: name, role, days, a new PIN, the last day, what they did."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QLabel

from dmedesk.kit.calendar import last_day
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.shop.actions.staff import add_person, change_person, set_pin
from dmedesk.shop.queries.staff import StaffRow, staff_row
from dmedesk.shop.rules.rights import ROLE_WORDS, Role
from dmedesk.shop.rules.staff import PersonFact
from dmedesk.shop.screens.staff import pin_field
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.forms.keys import KEYS
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.question import AskingBar
from dmedesk.widgets.tasks import Failed
from dmedesk.widgets.theme import GRID

_PIECES = (
    Section(
        "",
        (
            FormField("name", "N&ame", required=True, width=260),
            FormField(
                "role",
                "R&ole",
                Kind.CHOICE,
                required=True,
                width=260,
                options=options_of(ROLE_WORDS),
            ),
            FormField("from_on", "Fi&rst day", Kind.DAY, required=True),
            FormField("until_on", "Last da&y", Kind.DAY, help="none yet"),
        ),
        columns=1,
    ),
)


def read_person(on: date, session: Any, person_id: int) -> RecordRead | None:
    """One person for the page, as of a day; the day of leaving as the last day of work."""
    person = staff_row(session, person_id=person_id)
    if person is None:
        return None
    state, word = _state(person, on)
    values = {
        "name": person.name,
        "role": person.role.value,
        "from_on": person.from_on,
        "until_on": last_day(person.until_on) if person.until_on else None,
    }
    return RecordRead(person.name, values, person.row_version, _about(person), state, word)


def _state(person: StaffRow, on: date) -> tuple[State, str]:
    fact = PersonFact(person.id, person.name, person.role, person.from_on, person.until_on)
    if not fact.works_on(on):
        begins = person.from_on > on
        return State.CLOSED, f"begins on {person.from_on}" if begins else "works here no more"
    if not person.has_pin:
        return State.WAITING, "has no PIN yet"
    return State.READY, "works here"


def _about(person: StaffRow) -> str:
    at = person.signed_in_at
    seen = f"signed in last on {at.astimezone():%Y-%m-%d at %H:%M}" if at else "never signed in"
    return f"{ROLE_WORDS[person.role]} since {person.from_on}, {seen}"


def _until(last_on: date | None) -> date | None:
    return last_on + timedelta(days=1) if last_on else None


def save_person(work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]) -> int:
    """Add or change a person, from what stands in the form."""
    typed = dict(values)
    if "role" in typed:
        typed["role"] = Role(typed["role"])
    if "until_on" in typed:
        typed["until_on"] = _until(typed["until_on"])
    if row_id is None:
        return add_person(work, **typed)
    _change(work, row_id, version, typed)
    return row_id


def _change(work: Any, person_id: int, version: int, values: Mapping[str, Any]) -> None:
    stored = staff_row(work.session, person_id=person_id)
    if stored is None:
        raise LookupError(f"there is no person {person_id}")
    as_stored = {name: getattr(stored, name) for name in ("name", "role", "from_on", "until_on")}
    change_person(work, person_id=person_id, row_version=version, **as_stored | dict(values))


def person_spec(on: date, *, action: str) -> RecordSpec:
    """The page of a person, as of a day; ``action`` is how the history tells of its saving."""

    def read(session: Any, person_id: int) -> RecordRead | None:
        return read_person(on, session, person_id)

    return RecordSpec(
        kind="staff",
        noun="person",
        pieces=_PIECES,
        read=read,
        save=save_person,
        action=action,
        fresh=lambda _session: {"role": Role.INTAKE.value, "from_on": on},
        not_copied=frozenset({"name", "until_on"}),
    )


class LeavingBar(ActionBar):
    """Writes down the last day of somebody who leaves."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        field = FormField("until_on", "Their last day", Kind.DAY, required=True)
        super().__init__(workplace, failed, (field,), action="change_person", done=done)
        about = "Nobody signs in by this name after it. The history keeps the name."
        self.body.addWidget(label(about, "soft"))

    def ask_for(self, person_id: int, name: str, version: int) -> None:
        """Ask for the last day, beginning with today."""

        def act(work: Any, values: Mapping[str, Any]) -> None:
            _change(work, person_id, version, {"until_on": _until(values["until_on"])})

        self.open_bar(f"{name} leaves", "&Write it down", act, {"until_on": self.workplace.today})


class PinBar(AskingBar):
    """Gives a person a new PIN, typed twice; nobody reads along."""

    def __init__(self, workplace: Workplace, failed: Failed) -> None:
        super().__init__()
        self._workplace, self._failed = workplace, failed
        self._person_id = 0
        self._title, self._wrong = label(part="heading"), label(part="wrong")
        self.pin, self.again = pin_field("New PIN"), pin_field("New PIN once more")
        words = [QLabel("Ne&w PIN"), QLabel("A&gain")]
        for word, field in zip(words, (self.pin, self.again), strict=True):
            word.setBuddy(field)
        self.yes = button("Set the &PIN", self._do, part="primary")
        self.no = button("&Leave it", self.close_question, tip="Change nothing (Esc)")
        about = "4 to 12 digits. Wrong tries are forgotten with the old one."
        head = row(self._title, None, self.yes, self.no)
        line = row(words[0], self.pin, words[1], self.again, label(about, "soft"), None)
        self.setLayout(padded(column(head, line, self._wrong), 4 * GRID, 3 * GRID))
        self.setTabOrder(self.again, self.yes)
        self.hide()

    def ask_for(self, person_id: int, name: str) -> None:
        """Ask for the new PIN."""
        self._person_id = person_id
        self._title.setText(f"A new PIN for {name}")
        self._tell(())
        self.show()

    def _tell(self, findings: tuple[Finding, ...]) -> None:
        self.pin.clear()
        self.again.clear()
        self._wrong.setText(" ".join(one.sentence() for one in findings))
        self._wrong.setVisible(bool(findings))
        self.pin.setFocus()

    def _do(self) -> None:
        pin, person_id = self.pin.text(), self._person_id
        if pin != self.again.text():
            remedy = "Type the new PIN twice alike."
            differ = Finding(Severity.STOP, "pins_differ", "The two PINs differ.", remedy=remedy)
            self._tell((differ,))
            return
        self._workplace.runner.operate(
            lambda work: set_pin(work, person_id=person_id, pin=pin),
            action="set_pin",
            done=lambda _answer: self._finish(),
            failed=self._tell,
        )

    def _finish(self) -> None:
        self._tell(())
        self.hide()
        self._workplace.say("The new PIN holds.")
        self._workplace.changed.emit()


class PersonPage(FormPage):
    """One person of the staff."""

    keys = (*KEYS, Key("Alt+W", "give the person a new PIN"), Key("Alt+V", "the person leaves"))

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        adding = "add_person" if ref.id == 0 else "change_person"
        super().__init__(workplace, ref, person_spec(workplace.today, action=adding))
        self.pins = PinBar(workplace, self.fail)
        self.leaving = LeavingBar(
            workplace, self.fail, lambda: workplace.say("It is written down.")
        )
        self.pin_button = button("Ne&w PIN …", self.ask_pin)
        self.leave_button = button("Lea&ves …", self.ask_leaving)
        for made in (self.pin_button, self.leave_button):
            made.hide()
            self.tools.addWidget(made)
        self.bars.addWidget(self.pins)
        self.bars.addWidget(self.leaving)

    def show_record(self, read: RecordRead) -> None:
        """A stored person gets a PIN, and may leave."""
        del read
        stored = self.workplace.may_write and not self.is_new
        if not self.is_new:
            self.spec = replace(self.spec, action="change_person")
        for made, action, tip in (
            (self.pin_button, "set_pin", "In place of a forgotten one (Alt+W)"),
            (self.leave_button, "change_person", "Their last day (Alt+V)"),
        ):
            made.setVisible(stored)
            why_not = self.workplace.why_not(action)
            made.setEnabled(not why_not)
            made.setToolTip(why_not or tip)

    def ask_pin(self) -> None:
        """Ask for a new PIN."""
        if self.stored is not None and not self.is_new:
            self.leaving.close_question()
            self.pins.ask_for(self.ref.id, self.stored.title)

    def ask_leaving(self) -> None:
        """Ask for the last day."""
        if self.stored is not None and not self.is_new:
            self.pins.close_question()
            self.leaving.ask_for(self.ref.id, self.stored.title, self.stored.version)
