"""What is asked when something happens in a repair: a few fields each, declared as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, TypeAlias

from dmedesk.repairs.actions.ending import close_repair, return_repair
from dmedesk.repairs.actions.lending import fetch_substitute, record_no_substitute
from dmedesk.repairs.actions.reporting import change_repair
from dmedesk.repairs.actions.working import (
    finish_repair,
    name_cause,
    refuse_repair,
    step_repair,
    take_back_line,
)
from dmedesk.repairs.queries.records import RepairRead
from dmedesk.repairs.rules.words import Cause, Refusal, Relation, Step
from dmedesk.repairs.screens.words import (
    CAUSE_WORDS,
    REFUSAL_WORDS,
    RELATION_WORDS,
    SITE_WORDS,
    STEP_WORDS,
)
from dmedesk.widgets.forms.fields import FormField, Kind, options_of

Values: TypeAlias = Mapping[str, Any]
Begin: TypeAlias = Callable[[RepairRead, date], Mapping[str, Any]]
Act: TypeAlias = Callable[[Any, RepairRead, Values, date], object]

_ON = FormField("on", "On", Kind.DAY, required=True)


def _today(_read: RepairRead, today: date) -> Mapping[str, Any]:
    return {"on": today}


@dataclass(frozen=True, slots=True)
class BarSpec:
    """One bar: the words above it, its fields, its button, the action's name, and what it does."""

    title: str
    fields: tuple[FormField, ...]
    yes: str
    action: str
    act: Act
    begin: Begin = field(default=_today)
    columns: int = 0


def _text(values: Values, key: str) -> str:
    return values.get(key) or ""


def _step(step: Step, work: Any, read: RepairRead, values: Values, _today: date) -> object:
    return step_repair(
        work,
        repair_id=read.repair.id,
        step=step,
        on=values["on"],
        note=_text(values, "note"),
        party=_text(values, "party"),
        reference=_text(values, "reference"),
        amount_cents=values.get("amount_cents"),
    )


def _note(label: str, *, required: bool = False, hint: str = "") -> FormField:
    return FormField("note", label, required=required, help=hint)


_PARTY = FormField("party", "Who", required=True, help="The vendor, the maker")
_NUMBER = FormField("reference", "Their number")
_STEP_FIELDS: Mapping[Step, tuple[FormField, ...]] = {
    Step.TAKEN_IN: (_ON, _note("Note", hint="Who took it, with what")),
    Step.BEGUN: (_ON, _note("Note")),
    Step.WAITS: (_ON, _note("For what", required=True, hint="Authorization, parts, the vendor")),
    Step.GOES_ON: (_ON, _note("Note")),
    Step.AUTHORIZED: (
        _ON,
        FormField("reference", "PA number", required=True),
        _note("Note"),
    ),
    Step.CLAIMED: (_ON, _PARTY, _NUMBER, _note("What is asked", required=True)),
    Step.ANSWERED: (
        _ON,
        FormField("amount_cents", "They bear", Kind.MONEY),
        _note("What they say", required=True),
    ),
    Step.NOTED: (_ON, _note("Note", required=True)),
}


def _name_cause(work: Any, read: RepairRead, values: Values, _today: date) -> object:
    return name_cause(
        work,
        repair_id=read.repair.id,
        cause=Cause(values["cause"]),
        on=values["on"],
        evidence=_text(values, "note"),
    )


def _finish(work: Any, read: RepairRead, values: Values, _today: date) -> None:
    finish_repair(work, repair_id=read.repair.id, on=values["on"], note=_text(values, "note"))


def _refuse(work: Any, read: RepairRead, values: Values, _today: date) -> None:
    refuse_repair(
        work,
        repair_id=read.repair.id,
        refusal=Refusal(values["refusal"]),
        on=values["on"],
        note=_text(values, "note"),
    )


def _return(work: Any, read: RepairRead, values: Values, _today: date) -> None:
    return_repair(
        work,
        repair_id=read.repair.id,
        on=values["on"],
        signer=_text(values, "signer"),
        relation=Relation(values["relation"]),
        note=_text(values, "note"),
    )


def _close(work: Any, read: RepairRead, values: Values, _today: date) -> None:
    close_repair(work, repair_id=read.repair.id, on=values["on"])


def _none(work: Any, read: RepairRead, values: Values, _today: date) -> object:
    return record_no_substitute(
        work, repair_id=read.repair.id, on=values["on"], note=_text(values, "note")
    )


def _fetch(work: Any, read: RepairRead, values: Values, today: date) -> object:
    return fetch_substitute(
        work,
        repair_id=read.repair.id,
        asked_on=today,
        planned_on=values["on"],
        driver=_text(values, "driver"),
    )


def _correct(work: Any, read: RepairRead, values: Values, _today: date) -> object:
    repair = read.repair
    return change_repair(work, repair_id=repair.id, version=repair.row_version, values=dict(values))


_CORRECTED = (
    FormField("technician", "Technician"),
    FormField("replacement_cents", "Replacement cost", Kind.MONEY),
    FormField("promised_on", "Promised for", Kind.DAY),
    FormField("previous_on", "Last repaired or replaced", Kind.DAY),
    FormField("asked_by", "Asked by", required=True),
    FormField("site", "Where", Kind.CHOICE, required=True, options=options_of(SITE_WORDS)),
    FormField("fault", "Fault", Kind.LONG_TEXT, required=True, wide=True),
)


def _as_told(read: RepairRead, _today: date) -> Mapping[str, Any]:
    told = {one.key: getattr(read.repair, one.key) for one in _CORRECTED}
    return {**told, "site": read.repair.site.value}


def _take_back(turn: int, work: Any, read: RepairRead, values: Values, today: date) -> object:
    return take_back_line(
        work, repair_id=read.repair.id, turn=turn, on=today, note=_text(values, "note")
    )


def take_back_spec(turn: int, description: str) -> BarSpec:
    """The bar that takes one line back."""
    return BarSpec(
        f"Take back “{description}”",
        (_note("What was mistaken", required=True),),
        "Take it back",
        "take_back_repair_line",
        partial(_take_back, turn),
        begin=lambda _read, _today: {},
    )


STEP_BARS: Mapping[Step, BarSpec] = {
    step: BarSpec(STEP_WORDS[step], fields, "Write it down", "step_repair", partial(_step, step))
    for step, fields in _STEP_FIELDS.items()
}
"""The bars of the steps of the work."""

CAUSE = BarSpec(
    "What brought the fault about",
    (
        _ON,
        FormField("cause", "Cause", Kind.CHOICE, required=True, options=options_of(CAUSE_WORDS)),
        _note("Evidence", hint="What was seen, reported, photographed; attach it"),
    ),
    "Write it down",
    "name_cause",
    _name_cause,
)
FINISH = BarSpec(
    "The work is done",
    (_ON, _note("What was done", required=True)),
    "Finish",
    "finish_repair",
    _finish,
)
REFUSE = BarSpec(
    "The repair is not made",
    (
        _ON,
        FormField("refusal", "Why", Kind.CHOICE, required=True, options=options_of(REFUSAL_WORDS)),
        _note("In plain words", required=True, hint="It stands on the paper for the member"),
    ),
    "Refuse it",
    "refuse_repair",
    _refuse,
)
RETURN = BarSpec(
    "The equipment is back with the member",
    (
        _ON,
        FormField("signer", "Signed by", required=True),
        FormField(
            "relation", "Who is", Kind.CHOICE, required=True, options=options_of(RELATION_WORDS)
        ),
        _note("Note"),
    ),
    "It is returned",
    "return_repair",
    _return,
)
CLOSE = BarSpec("Nothing of it is open any more", (_ON,), "Close it", "close_repair", _close)
NO_SUBSTITUTE = BarSpec(
    "No comparable substitute is to be had (130 CMR 409.420(B))",
    (_ON, _note("What was tried", required=True)),
    "Write it down",
    "record_no_substitute",
    _none,
)
FETCH = BarSpec(
    "Fetch the substitute by a pickup slip",
    (
        FormField("on", "Planned for", Kind.DAY, required=True),
        FormField("driver", "Driver"),
    ),
    "Open the slip",
    "fetch_substitute",
    _fetch,
)
CORRECT = BarSpec(
    "What was told at the call",
    _CORRECTED,
    "Correct it",
    "change_repair",
    _correct,
    begin=_as_told,
    columns=3,
)
