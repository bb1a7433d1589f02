"""Worksheets of individual consideration: the list, one with all of it, those of a request."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.kit.lists import Sort
from dmedesk.kit.stored import StoredRow
from dmedesk.members.queries.finding import member_named
from dmedesk.members.tables import Member
from dmedesk.papers.rules.worksheet import WorksheetFact, WorksheetOf
from dmedesk.papers.tables import AuthorizationRequest, Worksheet
from dmedesk.store.finding import MOST_FOUND, Found, having
from dmedesk.store.lists import ListQuery
from dmedesk.store.rows import stored_rows


@dataclass(frozen=True, slots=True)
class WorksheetListed:
    """One worksheet; ``request_no`` is the request that it lies with."""

    id: int
    worksheet_no: str
    priced_on: date
    member: str | None
    request_no: str | None
    hcpcs: str
    description: str
    what: WorksheetOf
    usual_charge_cents: int
    result_cents: int


def _joined(chosen: Any) -> Any:
    return chosen.outerjoin(Member, Member.id == Worksheet.member_id).outerjoin(
        AuthorizationRequest, AuthorizationRequest.id == Worksheet.request_id
    )


WORKSHEETS: ListQuery[WorksheetListed] = ListQuery(
    WorksheetListed,
    key=Worksheet.id,
    columns={
        "worksheet_no": Worksheet.worksheet_no,
        "priced_on": Worksheet.priced_on,
        "member": Member.last_name + ", " + Member.first_name,
        "request_no": AuthorizationRequest.request_no,
        "hcpcs": Worksheet.hcpcs,
        "description": Worksheet.description,
        "what": Worksheet.what,
        "usual_charge_cents": Worksheet.usual_charge_cents,
        "result_cents": Worksheet.result_cents,
    },
    source=_joined,
    chips={
        "with_request": lambda _on: Worksheet.request_id.is_not(None),
        "alone": lambda _on: Worksheet.request_id.is_(None),
    },
    default=(Sort("priced_on", descending=True), Sort("worksheet_no", descending=True)),
    one_case={"worksheet_no"},
)
"""Every worksheet, the newest first."""


@dataclass(frozen=True, slots=True)
class WorksheetRecord:
    """One worksheet with all that its page and its paper show."""

    id: int
    number: str
    values: Mapping[str, Any]
    fact: WorksheetFact
    member: Found | None
    request: Found | None
    result_cents: int
    recorded_at: datetime
    recorded_by: str


def worksheet_record(session: Session, worksheet_id: int) -> WorksheetRecord | None:
    """One worksheet; None where it is gone."""
    one = session.get(Worksheet, worksheet_id)
    if one is None:
        return None
    values = {column.key: getattr(one, column.key) for column in Worksheet.__table__.columns}
    fact = WorksheetFact(
        **{name: values[name] for name in WorksheetFact.__dataclass_fields__}
        | {"family": one.family.value}
    )
    return WorksheetRecord(
        one.id,
        one.worksheet_no,
        values,
        fact,
        member_named(session, one.member_id) if one.member_id else None,
        request_named(session, one.request_id) if one.request_id else None,
        one.result_cents,
        one.recorded_at,
        one.recorded_by,
    )


def find_requests(session: Session, part: str) -> list[Found]:
    """The requests for authorization that have every word of ``part``, the latest first."""
    columns = (AuthorizationRequest.request_no, Member.last_name, Member.first_name)
    chosen = (
        _requests()
        .where(*having(columns, part))
        .order_by(AuthorizationRequest.id.desc())
        .limit(MOST_FOUND)
    )
    return [_found(*row) for row in session.execute(chosen)]


def request_named(session: Session, request_id: int) -> Found | None:
    """One request."""
    row = session.execute(_requests().where(AuthorizationRequest.id == request_id)).one_or_none()
    return None if row is None else _found(*row)


def _requests() -> Any:
    return select(
        AuthorizationRequest.id,
        AuthorizationRequest.request_no,
        AuthorizationRequest.hcpcs,
        Member.last_name + ", " + Member.first_name,
    ).join(Member, Member.id == AuthorizationRequest.member_id)


def _found(row_id: int, number: str, hcpcs: str, member: str) -> Found:
    return Found(row_id, number, f"{hcpcs} · {member}")


def worksheets_of(session: Session, *, request_id: int) -> list[tuple[int, str, int]]:
    """Id, number and result of the worksheets that lie with a request, the newest first."""
    chosen = (
        select(Worksheet.id, Worksheet.worksheet_no, Worksheet.result_cents)
        .where(Worksheet.request_id == request_id)
        .order_by(Worksheet.id.desc())
    )
    return [(row.id, row.worksheet_no, row.result_cents) for row in session.execute(chosen)]


def worksheets_of_member(session: Session, *, member_id: int) -> list[WorksheetListed]:
    """The worksheets that were made for a member, in the order of their days."""
    chosen = select(Worksheet.id).where(Worksheet.member_id == member_id)
    ids = session.scalars(chosen.order_by(Worksheet.priced_on, Worksheet.id)).all()
    rows = {row.id: row for row in WORKSHEETS.rows(session, ids, on=date.max)}
    return [rows[row_id] for row_id in ids]


def stored_worksheets(session: Session) -> list[StoredRow]:
    """Every worksheet, as ``worksheets.csv`` has it."""
    return stored_rows(
        session,
        _joined(
            select(
                Worksheet.id,
                Worksheet.worksheet_no,
                Member.member_no,
                AuthorizationRequest.request_no,
                Worksheet.priced_on,
                Worksheet.what,
                Worksheet.hcpcs,
                Worksheet.description,
                Worksheet.family,
                Worksheet.catalogue_cents.label("catalogue"),
                Worksheet.list_cents.label("list"),
                Worksheet.discounts,
                Worksheet.invoice_cents.label("invoice"),
                Worksheet.quote_cents.label("quote"),
                Worksheet.timely_percentage,
                Worksheet.timely_terms,
                Worksheet.markup_percentage,
                Worksheet.usual_charge_cents.label("usual_charge"),
                Worksheet.rental_month,
                Worksheet.note,
                Worksheet.result_cents.label("result"),
                Worksheet.recorded_at,
                Worksheet.recorded_by,
            )
        ).order_by(Worksheet.id),
    )
