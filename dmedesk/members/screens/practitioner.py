"""A practitioner's page: NPI, license, how to reach them; what the public lists said, and when."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dmedesk.kit.cells import zip_code
from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.members.actions.practitioners import (
    change_practitioner,
    check_practitioner,
    enter_practitioner,
)
from dmedesk.members.queries.records import PractitionerRecord, practitioner_record
from dmedesk.members.rules import npi_is_valid
from dmedesk.members.rules.checks import practitioner_findings
from dmedesk.members.rules.words import STANDING_WORDS, Standing
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.forms.keys import KEYS
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button
from dmedesk.widgets.tasks import Failed
from dmedesk.widgets.theme import GRID

_NUMBER, _ZIP, _STATE = 36 * GRID, 28 * GRID, 14 * GRID

PIECES = (
    Section(
        "Who",
        (
            FormField("npi", "NP&I", required=True, width=_NUMBER, help="10 digits"),
            FormField("license_no", "Licens&e", width=_NUMBER),
            FormField("last_name", "Last name", required=True),
            FormField("license_expires_on", "&Good until", Kind.DAY, help="Its last day"),
            FormField("first_name", "&First name"),
        ),
    ),
    Section(
        "How to reach them",
        (
            FormField("phone", "P&hone", Kind.PHONE),
            FormField("fax", "Fa&x", Kind.PHONE),
            FormField("address1", "A&ddress", wide=True),
            FormField("address2", "Second line", wide=True),
            FormField("city", "Town"),
            FormField("state", "State", width=_STATE),
            FormField("zip", "ZIP", reads=zip_code, width=_ZIP),
        ),
    ),
)


def read_practitioner(on: date, session: Any, practitioner_id: int) -> RecordRead | None:
    """One practitioner for the page, as of a day."""
    record = practitioner_record(session, practitioner_id)
    if record is None:
        return None
    state, word = _state(record, on)
    return RecordRead(
        title=record.name,
        values=record.values,
        version=record.version,
        about=_about(record),
        state=state,
        word=word,
    )


def _state(record: PractitionerRecord, on: date) -> tuple[State, str]:
    """The gravest thing there is to say."""
    expires_on = record.values["license_expires_on"]
    latest = record.checks[0] if record.checks else None
    if latest is not None and latest.standing is Standing.EXCLUDED:
        return State.STOPPED, "excluded"
    if not npi_is_valid(record.values["npi"]):
        return State.STOPPED, "the NPI is wrong: what rests on it is held"
    if expires_on is not None and expires_on < on:
        return State.WAITING, f"the license ended on {expires_on}"
    if latest is None:
        return State.WAITING, "never checked"
    if latest.standing is Standing.UNKNOWN:
        return State.WAITING, "not known to the lists"
    return State.READY, "enrolled"


def _about(record: PractitionerRecord) -> str:
    if not record.checks:
        return "Nobody has looked into the lists of enrolled and excluded practitioners yet."
    latest = record.checks[0]
    source = f" in {latest.source}" if latest.source else ""
    word = STANDING_WORDS[latest.standing]
    return f"{word}{source}, as {latest.checked_by} looked on {latest.checked_on}"


def save_practitioner(
    work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]
) -> int:
    """Enter or change a practitioner, from what stands in the form."""
    if row_id is None:
        return enter_practitioner(work, values=values)
    change_practitioner(work, practitioner_id=row_id, version=version, values=values)
    return row_id


def practitioner_spec(on: date) -> RecordSpec:
    """The page of a practitioner, as of a day."""

    def read(session: Any, practitioner_id: int) -> RecordRead | None:
        return read_practitioner(on, session, practitioner_id)

    return RecordSpec(
        kind="practitioner",
        noun="practitioner",
        pieces=PIECES,
        read=read,
        save=save_practitioner,
        action="save_practitioner",
        fresh=lambda _session: {"state": "MA"},
        checks=practitioner_findings,
        not_copied=frozenset({"npi", "license_no", "license_expires_on"}),
    )


class CheckBar(ActionBar):
    """Writes down what a look into the public lists showed."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        fields = (
            FormField("checked_on", "Looked on", Kind.DAY, required=True),
            FormField(
                "standing",
                "It said",
                Kind.CHOICE,
                required=True,
                options=options_of(STANDING_WORDS),
            ),
            FormField("source", "Where", help="NPPES, LEIE, SAM"),
        )
        super().__init__(workplace, failed, fields, action="check_practitioner", done=done)

    def ask_for(self, practitioner_id: int, name: str) -> None:
        """Ask what the lists said, beginning with today."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return check_practitioner(
                work,
                practitioner_id=practitioner_id,
                checked_on=values["checked_on"],
                standing=Standing(values["standing"]),
                source=values["source"] or "",
            )

        start = {"checked_on": self.workplace.today, "standing": Standing.ENROLLED.value}
        self.open_bar(f"What the lists said of {name}", "&Write it down", act, start)


class PractitionerPage(FormPage):
    """One practitioner."""

    keys = (*KEYS, Key("Alt+C", "write down what a look into the public lists showed"))

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref, practitioner_spec(workplace.today))
        self.look = CheckBar(workplace, self.fail, lambda: workplace.say("It is written down."))
        self.bars.addWidget(self.look)
        self.look_button = button("&Checked …", self.ask_check)
        self.look_button.hide()
        self.tools.addWidget(self.look_button)

    def show_record(self, read: RecordRead) -> None:
        """A stored one can be checked."""
        del read
        self.look_button.setVisible(self.workplace.may_write and not self.is_new)
        why_not = self.workplace.why_not("check_practitioner")
        self.look_button.setEnabled(not why_not)
        self.look_button.setToolTip(why_not or "What the lists of practitioners say (Alt+C)")

    def ask_check(self) -> None:
        """Ask what the lists said."""
        if self.stored is not None and not self.is_new:
            self.look.ask_for(self.ref.id, self.stored.title)
