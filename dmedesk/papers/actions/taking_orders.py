"""Takes orders, requests, requirements and papers asked for, as the files have them."""

from collections.abc import Mapping, Sequence
from typing import Any

from dmedesk.catalog.queries.stored import product_ids
from dmedesk.kit.stored import Values
from dmedesk.members.queries.stored import member_ids, payer_ids, practitioner_ids
from dmedesk.papers.queries.stored import authorization_ids
from dmedesk.papers.queries.stored_orders import (
    line_ids,
    order_ids,
    people_of_requests,
    request_ids,
)
from dmedesk.papers.tables import (
    AuthorizationDraw,
    AuthorizationRequest,
    AuthorizationStep,
    Conversion,
    Order,
    OrderLine,
    PaperAsked,
    Requirement,
    SupportingPaper,
    Worksheet,
)
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork

_Changed = Mapping[int, Values]


def take_supporting_papers(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Enter papers beside prescriptions, as ``supporting_papers.csv`` has them."""
    take_rows(
        work,
        SupportingPaper,
        added=added,
        changed=changed,
        names={"member_no": "member_id", "npi": "practitioner_id"},
        ids={"member_no": member_ids(work.session), "npi": practitioner_ids(work.session)},
    )


def take_draws(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Append what was used of authorizations. A known fact never changes."""
    key = ("member_no", "hcpcs", "pa_number")
    take_rows(
        work,
        AuthorizationDraw,
        added=[_joined(values, "authorization", key) for values in added],
        changed={
            row_id: _joined(values, "authorization", key) for row_id, values in changed.items()
        },
        names={"authorization": "authorization_id", "amount": "amount_cents"},
        ids={"authorization": authorization_ids(work.session)},
    )


def take_requests(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Enter requests for authorization, as ``authorization_requests.csv`` has them."""
    take_rows(
        work,
        AuthorizationRequest,
        added=added,
        changed=changed,
        names={"member_no": "member_id", "payer_code": "payer_id"},
        ids={"member_no": member_ids(work.session), "payer_code": payer_ids(work.session)},
    )


def take_request_steps(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Append what became of requests. The authorization of a grant is of its member and code."""
    granted = authorization_ids(work.session)
    people = people_of_requests(work.session)

    def known(values: Values) -> dict[str, Any]:
        own = dict(values)
        number = own.pop("pa_number", None)
        if number is not None:
            own["authorization_id"] = granted.get((*people[own["request_no"]], number))
        return own

    take_rows(
        work,
        AuthorizationStep,
        added=[known(values) for values in added],
        changed={row_id: dict(values) for row_id, values in changed.items()},
        names={"request_no": "request_id"},
        ids={"request_no": request_ids(work.session)},
    )


def take_requirements(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Enter requirements and change known ones, as ``requirements.csv`` has them."""
    take_rows(
        work,
        Requirement,
        added=added,
        changed=changed,
        names={"payer_code": "payer_id"},
        ids={"payer_code": payer_ids(work.session)},
    )


def take_orders(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Enter orders and change known ones, as ``orders.csv`` has them."""
    take_rows(
        work,
        Order,
        added=added,
        changed=changed,
        names={"member_no": "member_id", "payer_code": "payer_id", "npi": "practitioner_id"},
        ids={
            "member_no": member_ids(work.session),
            "payer_code": _or_none(payer_ids(work.session)),
            "npi": _or_none(practitioner_ids(work.session)),
        },
    )


def take_order_lines(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Enter the lines of orders and change known ones, as ``order_lines.csv`` has them."""
    take_rows(
        work,
        OrderLine,
        added=added,
        changed=changed,
        names={"order_no": "order_id", "product_no": "product_id"},
        ids={
            "order_no": order_ids(work.session),
            "product_no": _or_none(product_ids(work.session)),
        },
    )


def take_conversions(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Append conversions of lines. A known fact never changes."""
    key = ("order_no", "place")
    take_rows(
        work,
        Conversion,
        added=[_joined(values, "line", key) for values in added],
        changed={row_id: _joined(values, "line", key) for row_id, values in changed.items()},
        names={"line": "line_id"},
        ids={"line": line_ids(work.session)},
    )


def take_papers_asked(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Append which papers were asked for. A known fact never changes."""
    take_rows(
        work,
        PaperAsked,
        added=added,
        changed=changed,
        names={"member_no": "member_id", "npi": "practitioner_id"},
        ids={"member_no": member_ids(work.session), "npi": practitioner_ids(work.session)},
    )


def _joined(values: Values, name: str, key: Sequence[str]) -> dict[str, Any]:
    """The values with the columns that together name a record as one."""
    rest = {column: value for column, value in values.items() if column not in key}
    if all(column in values for column in key):
        rest[name] = tuple(values[column] for column in key)
    return rest


def _or_none(ids: Mapping[str, int]) -> dict[Any, Any]:
    """The ids by their words; no word stands for none."""
    return {**ids, None: None}


def take_worksheets(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Append worksheets, as ``worksheets.csv`` has them. A known one never changes."""
    cents = ("catalogue", "list", "invoice", "quote", "usual_charge", "result")
    names = {"member_no": "member_id", "request_no": "request_id"}
    take_rows(
        work,
        Worksheet,
        added=added,
        changed=changed,
        names={**names, **{name: f"{name}_cents" for name in cents}},
        ids={
            "member_no": _or_none(member_ids(work.session)),
            "request_no": _or_none(request_ids(work.session)),
        },
    )
