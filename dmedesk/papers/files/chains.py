"""The files of chains and trials."""

from collections.abc import Iterator

from dmedesk.kit.cells import (
    day,
    hcpcs,
    identifier,
    last_day,
    moment,
    one_of,
    ordinal,
    prose,
    quantity,
    text,
    verbatim,
    yes_or_no,
)
from dmedesk.kit.records import Column, Fault, RecordFile, Reference, from_before_until
from dmedesk.kit.stored import Values
from dmedesk.papers.rules.chains import CriterionKind, Stage, chain_faults

_CHAIN = Reference(("chain_no",), "chains")


def _chain_faults(values: Values) -> Iterator[Fault]:
    yield from from_before_until(values)
    yield from chain_faults(values)


CHAINS = RecordFile(
    "chains",
    columns=(
        Column("chain_no", identifier, required=True),
        Column("payer_code", identifier, required=True),
        Column("title", prose, required=True),
        Column("codes", text, required=True),
        Column("trial_months", ordinal, required=True),
        Column("ask_days", quantity, required=True),
        Column("from_on", day, required=True),
        Column("until_on", last_day),
        Column("proposal", identifier, empty=""),
        Column("citation", prose, required=True),
        Column("why", prose, empty=""),
        Column("confirm", prose, empty=""),
    ),
    key=("chain_no",),
    references=(Reference(("payer_code",), "payers"),),
    check=_chain_faults,
)

CHAIN_CRITERIA = RecordFile(
    "chain_criteria",
    columns=(
        Column("chain_no", identifier, required=True),
        Column("stage", one_of(Stage), required=True),
        Column("label", identifier, required=True),
        Column("kind", one_of(CriterionKind), required=True),
        Column("text", prose, required=True),
        Column("line", text, empty=""),
        Column("unit", text, empty=""),
        Column("may_except", yes_or_no, required=True),
        Column("is_optional", yes_or_no, required=True),
        Column("citation", prose, empty=""),
        Column("confirm", prose, empty=""),
    ),
    key=("chain_no", "stage", "label"),
    references=(_CHAIN,),
)


def _trial_faults(values: Values) -> Iterator[Fault]:
    """One that is over has its day and its reason, and did not end before it began."""
    begun_on, closed_on = values.get("begun_on"), values.get("closed_on")
    if (closed_on is None) != (values.get("closed_because") is None):
        yield Fault(
            "closed_because",
            "closed_contradicted",
            "A trial that is closed has its day and its reason.",
            "Write both, or neither.",
        )
    if begun_on is not None and closed_on is not None and closed_on < begun_on:
        yield Fault(
            "closed_on", "closed_before_begun", f"It began on {begun_on} only.", "Correct it."
        )


TRIALS = RecordFile(
    "trials",
    columns=(
        Column("trial_no", identifier, required=True),
        Column("chain_no", identifier, required=True),
        Column("member_no", identifier, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("order_no", identifier),
        Column("opened_on", day, required=True),
        Column("begun_on", day),
        Column("closed_on", day),
        Column("closed_because", prose),
        Column("note", prose),
    ),
    key=("trial_no",),
    references=(
        _CHAIN,
        Reference(("member_no",), "members"),
        Reference(("order_no",), "orders"),
    ),
    check=_trial_faults,
)


def _answer_faults(values: Values) -> Iterator[Fault]:
    if values.get("said") is None and values.get("reason") is None:
        yield Fault(
            "said", "nothing_said", "Nothing is written down.", "Write the value, or the reason."
        )


TRIAL_ANSWERS = RecordFile(
    "trial_answers",
    columns=(
        Column("trial_no", identifier, required=True),
        Column("turn", ordinal, required=True),
        Column("stage", one_of(Stage), required=True),
        Column("label", identifier, required=True),
        Column("said", prose),
        Column("reason", prose),
        Column("evidence", prose),
        Column("evidence_on", day),
        Column("sha256", verbatim),
        Column("recorded_at", moment, required=True),
        Column("recorded_by", text, required=True),
    ),
    key=("trial_no", "turn"),
    references=(Reference(("trial_no",), "trials"),),
    check=_answer_faults,
)
