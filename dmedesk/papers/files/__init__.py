"""The files of orders and papers, and of what payers want of them."""

from collections.abc import Iterator

from dmedesk.catalog.rules.words import Family
from dmedesk.kit.cells import (
    count,
    day,
    hcpcs,
    identifier,
    last_day,
    moment,
    money,
    one_of,
    ordinal,
    prose,
    quantity,
    text,
    yes_or_no,
)
from dmedesk.kit.records import Column, Fault, RecordFile, Reference, from_before_until
from dmedesk.kit.stored import Values
from dmedesk.papers.rules import expired_before_signed
from dmedesk.papers.rules.entering import old_form_faults, requirement_faults
from dmedesk.papers.rules.words import (
    OrderStage,
    OrderTerms,
    PaperKind,
    RequirementKind,
    Service,
    Step,
)
from dmedesk.papers.rules.worksheet import WorksheetOf

_MEMBER = Reference(("member_no",), "members")
_PRACTITIONER = Reference(("npi",), "practitioners")
_PAYER = Reference(("payer_code",), "payers")
_RECORDED = (
    Column("recorded_at", moment, required=True),
    Column("recorded_by", text, required=True),
)


def signed_quantity(cell: str) -> int:
    """A whole number; below nothing where something is given back."""
    given_back = cell.startswith("-")
    number = quantity(cell.removeprefix("-"))
    return -number if given_back else number


def signed_money(cell: str) -> int:
    """Whole cents; below nothing where something is given back."""
    given_back = cell.startswith("-")
    cents = money(cell.removeprefix("-"))
    return -cents if given_back else cents


def _written_money(value: object) -> str:
    if type(value) is not int:
        raise TypeError(f"not cents: {value!r}")
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // 100}.{abs(value) % 100:02}"


PRESCRIPTIONS = RecordFile(
    "prescriptions",
    columns=(
        Column("member_no", identifier, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("signed_on", day, required=True),
        Column("npi", identifier, required=True),
        Column("expires_on", day),
        Column("elements", prose),
    ),
    key=("member_no", "hcpcs", "signed_on", "npi"),
    references=(_MEMBER, _PRACTITIONER),
    check=expired_before_signed,
)

AUTHORIZATIONS = RecordFile(
    "authorizations",
    columns=(
        Column("member_no", identifier, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("pa_number", identifier, required=True),
        Column("from_on", day, required=True),
        Column("until_on", last_day, required=True, may_be_empty=True),
        Column("months", count),
        Column("asked_on", day),
        Column("units", count),
        Column("amount", money),
        Column("note", prose),
    ),
    key=("member_no", "hcpcs", "pa_number"),
    references=(_MEMBER,),
    check=from_before_until,
)


def _paper_faults(values: Values) -> Iterator[Fault]:
    yield from expired_before_signed(values)
    yield from old_form_faults(values)


SUPPORTING_PAPERS = RecordFile(
    "supporting_papers",
    columns=(
        Column("member_no", identifier, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("kind", one_of(PaperKind), required=True),
        Column("signed_on", day, required=True),
        Column("npi", identifier, required=True),
        Column("expires_on", day),
        Column("elements", prose),
        Column("note", prose),
    ),
    key=("member_no", "hcpcs", "kind", "signed_on", "npi"),
    references=(_MEMBER, _PRACTITIONER),
    check=_paper_faults,
)

AUTHORIZATION_DRAWS = RecordFile(
    "authorization_draws",
    columns=(
        Column("member_no", identifier, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("pa_number", identifier, required=True),
        Column("turn", ordinal, required=True),
        Column("used_on", day, required=True),
        Column("units", signed_quantity, required=True),
        Column("amount", signed_money, required=True, write=_written_money),
        Column("what", prose, required=True),
        *_RECORDED,
    ),
    key=("member_no", "hcpcs", "pa_number", "turn"),
    references=(Reference(("member_no", "hcpcs", "pa_number"), "authorizations"),),
)

AUTHORIZATION_REQUESTS = RecordFile(
    "authorization_requests",
    columns=(
        Column("request_no", identifier, required=True),
        Column("member_no", identifier, required=True),
        Column("payer_code", identifier, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("asked_on", day, required=True),
        Column("note", prose),
    ),
    key=("request_no",),
    references=(_MEMBER, _PAYER),
)

AUTHORIZATION_STEPS = RecordFile(
    "authorization_steps",
    columns=(
        Column("request_no", identifier, required=True),
        Column("turn", ordinal, required=True),
        Column("step", one_of(Step), required=True),
        Column("done_on", day, required=True),
        Column("answer_by", day),
        Column("pa_number", identifier),
        Column("reason", prose),
        *_RECORDED,
    ),
    key=("request_no", "turn"),
    references=(Reference(("request_no",), "authorization_requests"),),
)

REQUIREMENTS = RecordFile(
    "requirements",
    columns=(
        Column("requirement_no", identifier, required=True),
        Column("payer_code", identifier, required=True),
        Column("kind", one_of(RequirementKind), required=True),
        Column("hcpcs", hcpcs, empty=""),
        Column("family", one_of(Family)),
        Column("service", one_of(Service), required=True),
        Column("number", count),
        Column("text", identifier, empty=""),
        Column("from_on", day, required=True),
        Column("until_on", last_day),
        Column("proposal", identifier, empty=""),
        Column("citation", prose, required=True),
        Column("why", prose, empty=""),
    ),
    key=("requirement_no",),
    references=(_PAYER,),
    check=lambda values: (*from_before_until(values), *requirement_faults(values)),
)


def _order_faults(values: Values) -> Iterator[Fault]:
    """An order on hold has its reason and day, one that is over the day on which it ended."""
    stage = values.get("stage")
    wanted = {
        "review_on": stage is OrderStage.HELD,
        "held_because": stage is OrderStage.HELD,
        "closed_on": stage in (OrderStage.FILLED, OrderStage.CANCELLED),
    }
    for name, must in wanted.items():
        if stage is not None and must != (values.get(name) is not None):
            word = "is missing" if must else "does not belong here"
            yield Fault(
                name, "stage_contradicted", f"An order {stage.value}: {name} {word}.", "Correct it."
            )


ORDERS = RecordFile(
    "orders",
    columns=(
        Column("order_no", identifier, required=True),
        Column("member_no", identifier, required=True),
        Column("payer_code", identifier),
        Column("npi", identifier),
        Column("asked_on", day, required=True),
        Column("referred_by", prose),
        Column("stage", one_of(OrderStage), required=True),
        Column("review_on", day),
        Column("held_because", prose),
        Column("closed_on", day),
        Column("note", prose),
    ),
    key=("order_no",),
    references=(_MEMBER, _PAYER, _PRACTITIONER),
    check=_order_faults,
)

ORDER_LINES = RecordFile(
    "order_lines",
    columns=(
        Column("order_no", identifier, required=True),
        Column("place", ordinal, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("product_no", identifier),
        Column("description", prose),
        Column("quantity", ordinal, required=True),
        Column("terms", one_of(OrderTerms), required=True),
        Column("needs_pa", yes_or_no, required=True),
        Column("days", ordinal),
    ),
    key=("order_no", "place"),
    references=(Reference(("order_no",), "orders"), Reference(("product_no",), "products")),
)

ORDER_CONVERSIONS = RecordFile(
    "order_conversions",
    columns=(
        Column("order_no", identifier, required=True),
        Column("place", ordinal, required=True),
        Column("turn", ordinal, required=True),
        Column("terms", one_of(OrderTerms), required=True),
        Column("from_on", day, required=True),
        Column("why", prose, required=True),
        *_RECORDED,
    ),
    key=("order_no", "place", "turn"),
    references=(Reference(("order_no", "place"), "order_lines"),),
)

PAPERS_ASKED = RecordFile(
    "papers_asked",
    columns=(
        Column("ask_no", ordinal, required=True),
        Column("npi", identifier, required=True),
        Column("member_no", identifier, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("paper", identifier, required=True),
        Column("asked_on", day, required=True),
        *_RECORDED,
    ),
    key=("ask_no",),
    references=(_MEMBER, _PRACTITIONER),
)


def _worksheet_faults(values: Values) -> Iterator[Fault]:
    """Capped rent has the month that is priced; nothing else has one."""
    is_capped = values.get("what") is WorksheetOf.CAPPED_RENT
    if is_capped != (values.get("rental_month") is not None):
        message = "Capped rent has its month, and nothing else has one."
        yield Fault("rental_month", "month_contradicted", message, "Correct it.")


WORKSHEETS = RecordFile(
    "worksheets",
    columns=(
        Column("worksheet_no", identifier, required=True),
        Column("member_no", identifier),
        Column("request_no", identifier),
        Column("priced_on", day, required=True),
        Column("what", one_of(WorksheetOf), required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("description", text, required=True),
        Column("family", one_of(Family), required=True),
        Column("catalogue", money),
        Column("list", money),
        Column("discounts", text, empty=""),
        Column("invoice", money),
        Column("quote", money),
        Column("timely_percentage", text, empty=""),
        Column("timely_terms", text, empty=""),
        Column("markup_percentage", count),
        Column("usual_charge", money, required=True),
        Column("rental_month", ordinal),
        Column("note", prose, empty=""),
        Column("result", money, required=True),
        *_RECORDED,
    ),
    key=("worksheet_no",),
    references=(_MEMBER, Reference(("request_no",), "authorization_requests")),
    check=_worksheet_faults,
)
