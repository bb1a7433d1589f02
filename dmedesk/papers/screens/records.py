"""The pages of a prescription and of a prior authorization."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from dmedesk.kit.calendar import ONE_DAY
from dmedesk.kit.cells import hcpcs
from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.picking import MEMBER_PICKER, PRACTITIONER_PICKER, picked
from dmedesk.papers.actions import (
    change_authorization,
    change_prescription,
    enter_authorization,
    enter_prescription,
)
from dmedesk.papers.queries.record_papers import drawn_of
from dmedesk.papers.queries.records import authorization_record, prescription_record
from dmedesk.papers.rules.elements import elements_in
from dmedesk.papers.screens.drawing import DrawBar
from dmedesk.papers.screens.lists import until_the_day_after
from dmedesk.papers.screens.picking import SAID, TICKS, shown_elements
from dmedesk.widgets.forms.fields import FormField, Kind, Section
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button
from dmedesk.widgets.theme import GRID
from dmedesk.widgets.words import count_of, money

_CODE, _NUMBER = 24 * GRID, 40 * GRID

_MEMBER = FormField("member_id", "Memb&er", Kind.RECORD, required=True, picker=MEMBER_PICKER)
_HCPCS = FormField("hcpcs", "&Code", required=True, reads=hcpcs, width=_CODE, help="E0260")

PRESCRIPTION_PIECES = (
    Section(
        "",
        (
            _MEMBER,
            _HCPCS,
            FormField(
                "practitioner_id",
                "Pract&itioner",
                Kind.RECORD,
                required=True,
                picker=PRACTITIONER_PICKER,
            ),
            FormField("signed_on", "Si&gned on", Kind.DAY, required=True),
            FormField("expires_on", "Goo&d until", Kind.DAY, help="no end"),
        ),
    ),
    TICKS,
    SAID,
)
AUTHORIZATION_PIECES = (
    Section(
        "",
        (
            _MEMBER,
            _HCPCS,
            FormField("pa_number", "Number", required=True, width=_NUMBER),
            FormField("months", "Mont&hs", Kind.NUMBER, least=0, help="no limit", width=_NUMBER),
            FormField("from_on", "&From", Kind.DAY, required=True),
            FormField("until_on", "Unti&l", Kind.DAY, help="no end"),
            FormField("units", "&Units", Kind.NUMBER, least=0, help="no limit", width=_NUMBER),
            FormField("amount_cents", "A&mount", Kind.MONEY, help="no limit", width=_NUMBER),
            FormField("asked_on", "Asked for on", Kind.DAY),
            FormField("note", "Note"),
        ),
    ),
)


def _word(first: date, last: date | None, on: date) -> tuple[State, str]:
    if first > on:
        return State.WAITING, f"holds from {first}"
    if last is not None and last < on:
        return State.CLOSED, f"ended on {last}"
    return State.READY, "in force"


def read_prescription(on: date, session: Any, prescription_id: int) -> RecordRead | None:
    """One prescription for the page, as of a day."""
    record = prescription_record(session, prescription_id)
    if record is None:
        return None
    values = record.values
    state, word = _word(values["signed_on"], values["expires_on"], on)
    if not record.npi_is_valid:
        state, word = State.STOPPED, "the practitioner's NPI is wrong: it holds the month"
    return RecordRead(
        title=f"{values['hcpcs']} for {record.member.title}",
        values={
            **values,
            "member_id": picked(record.member),
            "practitioner_id": picked(record.practitioner),
            **shown_elements(elements_in(values["elements"])),
        },
        version=record.version,
        about=f"Signed by {record.practitioner.title} on {values['signed_on']}",
        state=state,
        word=word,
    )


def save_prescription(
    work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]
) -> int:
    """Enter or change a prescription, from what stands in the form."""
    if row_id is None:
        return enter_prescription(work, values=values)
    change_prescription(work, prescription_id=row_id, version=version, values=values)
    return row_id


def read_authorization(on: date, session: Any, authorization_id: int) -> RecordRead | None:
    """One prior authorization for the page, as of a day."""
    record = authorization_record(session, authorization_id)
    if record is None:
        return None
    values = record.values
    last_on = values["until_on"] and values["until_on"] - ONE_DAY
    state, word = _word(values["from_on"], last_on, on)
    months = values["months"]
    if months is not None and record.used >= months and state is State.READY:
        state, word = State.STOPPED, "no months left"
    limit = "no limit" if months is None else f"of {count_of(months, 'month')}"
    return RecordRead(
        title=f"{values['pa_number']}, {values['hcpcs']}",
        values={**values, "member_id": picked(record.member), "until_on": last_on},
        version=record.version,
        about=f"For {record.member.title} · {record.used} used {limit}"
        + _drawn(values, *drawn_of(session, authorization_id=authorization_id)),
        state=state,
        word=word,
    )


def _drawn(values: Mapping[str, Any], units: int, cents: int) -> str:
    """Units and money used, where there is a limit of them or anything was used."""
    told = ""
    if values["units"] is not None or units:
        of = "" if values["units"] is None else f" of {values['units']:,}"
        told += f" · {units:,}{of} units"
    if values["amount_cents"] is not None or cents:
        of = "" if values["amount_cents"] is None else f" of {money(values['amount_cents'])}"
        told += f" · {money(cents)}{of}"
    return told


def save_authorization(
    work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]
) -> int:
    """Enter or change a prior authorization, from what stands in the form."""
    given = until_the_day_after(values)
    if row_id is None:
        return enter_authorization(work, values=given)
    change_authorization(work, authorization_id=row_id, version=version, values=given)
    return row_id


class PrescriptionPage(FormPage):
    """One prescription."""

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        spec = RecordSpec(
            kind="prescription",
            noun="prescription",
            pieces=PRESCRIPTION_PIECES,
            read=partial(read_prescription, workplace.today),
            save=save_prescription,
            action="save_prescription",
            not_copied=frozenset({"signed_on", "expires_on"}),
        )
        super().__init__(workplace, ref, spec)


class AuthorizationPage(FormPage):
    """One prior authorization."""

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        spec = RecordSpec(
            kind="authorization",
            noun="authorization",
            pieces=AUTHORIZATION_PIECES,
            read=partial(read_authorization, workplace.today),
            save=save_authorization,
            action="save_authorization",
            not_copied=frozenset({"pa_number", "from_on", "until_on", "asked_on"}),
        )
        super().__init__(workplace, ref, spec)
        self.draw = DrawBar(workplace, self.fail, lambda: workplace.say("It is written down."))
        self.bars.addWidget(self.draw)
        self.draw_button = button("Used …", self.ask_draw, tip="Write down units or money used")
        self.draw_button.hide()
        self.tools.addWidget(self.draw_button)

    def show_record(self, read: RecordRead) -> None:
        """Of a stored one units and money may be used."""
        super().show_record(read)
        self.draw_button.setVisible(self.workplace.may_write and not self.is_new)

    def ask_draw(self) -> None:
        """Ask what was used of it."""
        if self.stored is not None and not self.is_new:
            self.draw.ask_for(self.ref.id, self.stored.title)
