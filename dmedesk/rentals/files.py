"""The files of rentals: the rentals, the units that served in them, their interruptions."""

from collections.abc import Iterator

from dmedesk.assets.files import compared_serial
from dmedesk.kit.cells import (
    count,
    day,
    identifier,
    last_day,
    moment,
    money,
    one_of,
    ordinal,
    prose,
    text,
    yes_or_no,
)
from dmedesk.kit.records import Column, Fault, RecordFile, Reference, from_before_until
from dmedesk.kit.stored import Values
from dmedesk.rentals.rules import OptionAnswer, Proof, Resume

_RENTAL = Reference(("rental_no",), "rentals")
_UNIT = Reference(("serial",), "assets")


def _rental_faults(values: Values) -> Iterator[Fault]:
    started_on, ended_on = values.get("started_on"), values.get("ended_on")
    if started_on is not None and ended_on is not None and ended_on < started_on:
        yield Fault(
            "ended_on",
            "ended_before_started",
            f"The rental ended before it started on {started_on}.",
            "Correct one of the two days.",
        )
    if values.get("months_already_paid") and values.get("paid_already") is None:
        yield Fault(
            "paid_already",
            "paid_already_missing",
            f"{values['months_already_paid']} months were paid before, but not what was paid.",
            "Write in paid_already what was paid for all of them together.",
        )


RENTALS = RecordFile(
    "rentals",
    columns=(
        Column("rental_no", identifier, required=True),
        Column("member_no", identifier, required=True),
        Column("payer_code", identifier, required=True),
        Column("serial", compared_serial, required=True),
        Column("started_on", day, required=True),
        Column("ended_on", day),
        Column("months_already_paid", count, empty=0),
        Column("paid_already", money),
        Column("pa_required", yes_or_no, empty=False),
        Column("proof", one_of(Proof), empty=Proof.NONE),
        Column("proof_on", day),
    ),
    key=("rental_no",),
    references=(
        Reference(("member_no",), "members"),
        Reference(("payer_code",), "payers"),
        _UNIT,
    ),
    check=_rental_faults,
)

RENTAL_UNITS = RecordFile(
    "rental_units",
    columns=(
        Column("rental_no", identifier, required=True),
        Column("serial", compared_serial, required=True),
        Column("from_on", day, required=True),
        Column("until_on", last_day),
    ),
    key=("rental_no", "from_on"),
    references=(_RENTAL, _UNIT),
    check=from_before_until,
)

INTERRUPTIONS = RecordFile(
    "interruptions",
    columns=(
        Column("rental_no", identifier, required=True),
        Column("from_on", day, required=True),
        Column("until_on", last_day, required=True, may_be_empty=True),
        Column("reason", text),
    ),
    key=("rental_no", "from_on"),
    references=(_RENTAL,),
    check=from_before_until,
)


def _resumption_faults(values: Values) -> Iterator[Fault]:
    if values.get("resumes") is Resume.CONTINUE:
        yield Fault(
            "resumes",
            "continuing_needs_none",
            "A rental that goes on as before needs no row here.",
            "Leave the row out, or write new_anchor or new_period.",
        )


RESUMPTIONS = RecordFile(
    "resumptions",
    columns=(
        Column("rental_no", identifier, required=True),
        Column("resumed_on", day, required=True),
        Column("resumes", one_of(Resume), required=True),
        Column("statement", prose, required=True),
        Column("recorded_at", moment, required=True),
        Column("recorded_by", text, required=True),
    ),
    key=("rental_no", "resumed_on"),
    references=(_RENTAL,),
    check=_resumption_faults,
)


def _answer_faults(values: Values) -> Iterator[Fault]:
    ends_on, goes_on_why = values.get("ends_on"), values.get("goes_on_why")
    if ends_on is not None and goes_on_why:
        message = "The rental cannot end and go on."
        yield Fault("goes_on_why", "ends_and_goes_on", message, "Leave one of the two empty.")
    if values.get("answer") is not OptionAnswer.DECLINED and (ends_on is not None or goes_on_why):
        yield Fault(
            "answer",
            "only_a_no_says_what_follows",
            "What follows is said of a declined offer only.",
            "Leave ends_on and goes_on_why empty, or write declined.",
        )


OPTION_FACTS = RecordFile(
    "option_facts",
    columns=(
        Column("rental_no", identifier, required=True),
        Column("turn", ordinal, required=True),
        Column("answer", one_of(OptionAnswer), required=True),
        Column("answered_on", day, required=True),
        Column("price", money, required=True),
        Column("why", prose, required=True),
        Column("ends_on", day),
        Column("goes_on_why", prose),
        Column("recorded_at", moment, required=True),
        Column("recorded_by", text, required=True),
    ),
    key=("rental_no", "turn"),
    references=(_RENTAL,),
    check=_answer_faults,
)
