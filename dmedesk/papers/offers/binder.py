"""What papers add to a member's audit binder: orders, papers of practitioners, authorizations."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dmedesk.kit.binders import BinderAsk, BinderColumn, BinderSection, BinderTable
from dmedesk.kit.calendar import last_day
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.members.queries.stored import member_no_of
from dmedesk.papers.offers.bound import trials_section, worksheets_section
from dmedesk.papers.queries.listed_orders import ORDERS, OrderListed
from dmedesk.papers.queries.listed_papers import PAPERS, REQUESTS
from dmedesk.papers.queries.of_one import authorizations_of, prescriptions_of
from dmedesk.papers.queries.orders import OrderRecord, checklists, order_record
from dmedesk.papers.queries.record_papers import request_record
from dmedesk.papers.rules.words import (
    PAPER_WORDS,
    STAGE_WORDS,
    STEP_WORDS,
    TERMS_WORDS,
    OrderStage,
)
from dmedesk.store.attached_papers import attached_papers

_ORDERS, _PAPERS, _AUTHORIZATIONS = 20, 30, 40
_GOES_ON = (OrderStage.OPEN, OrderStage.HELD, OrderStage.ON_SLIP)


def sections(session: Any, ask: BinderAsk) -> Sequence[BinderSection]:
    """A member's orders, papers, authorizations, trials and worksheets."""
    if ask.ref.kind != "member":
        return ()
    number = member_no_of(session, ask.ref.id)
    wanted = Ask(filters=(Filter("member_no", Match.IS, number),))
    return (
        _orders(session, ask, wanted),
        _papers(session, ask, wanted),
        _authorizations(session, ask, wanted),
        trials_section(session, ask),
        worksheets_section(session, ask),
    )


def _orders(session: Any, ask: BinderAsk, wanted: Ask) -> BinderSection:
    ids = ORDERS.ids(session, wanted, on=ask.on)
    rows = [
        row
        for row in ORDERS.rows(session, ids, on=ask.on)
        if ask.meets(row.asked_on, row.closed_on)
    ]
    rows.sort(key=lambda row: (row.asked_on, row.order_no))
    papers, _none = attached_papers(
        session, kind="order", named={row.id: f"Order {row.order_no}" for row in rows}
    )
    table = BinderTable(
        "Orders",
        (
            BinderColumn("Order", 12),
            BinderColumn("Asked for", 12),
            BinderColumn("What", 40),
            BinderColumn("Ordered by", 20),
            BinderColumn("Payer", 16),
            BinderColumn("Stands", 14),
        ),
        [_order_row(session, row) for row in rows],
    )
    missing = tuple(_lacking(session, rows, ask.on))
    return BinderSection("orders", "Orders", _ORDERS, (table,), tuple(papers), missing)


def _order_row(session: Any, row: OrderListed) -> Sequence[str]:
    record = order_record(session, row.id)
    what = "" if record is None else "; ".join(_line(record, line) for line in record.lines)
    stands = STAGE_WORDS[row.stage]
    closed = f" {row.closed_on}" if row.closed_on else ""
    return (
        row.order_no,
        str(row.asked_on),
        what,
        row.practitioner or "",
        row.payer or "",
        f"{stands}{closed}",
    )


def _line(record: OrderRecord, line: Mapping[str, Any]) -> str:
    """What a line asks for, on which terms, and from when on other ones."""
    changed = (
        f", {TERMS_WORDS[one.terms].lower()} from {one.from_on}"
        for one in record.conversions
        if one.line_id == line["id"]
    )
    terms = TERMS_WORDS[line["terms"]].lower()
    return "".join((f"{line['hcpcs']} × {line['quantity']}, {terms}", *changed))


def _lacking(session: Any, rows: Sequence[OrderListed], on: date) -> Iterator[str]:
    """What the checklists of orders that go on do not have."""
    numbers = {row.id: row.order_no for row in rows if row.stage in _GOES_ON}
    for order_id, checks in checklists(session, list(numbers), on=on).items():
        for check in checks:
            if not check.is_met:
                what = f"{check.what} {check.hcpcs}".strip()
                yield f"Order {numbers[order_id]}: {what}: {check.reason}."


def _papers(session: Any, ask: BinderAsk, wanted: Ask) -> BinderSection:
    prescribed = [
        one
        for one in prescriptions_of(session, member_id=ask.ref.id)
        if ask.meets(one.signed_on, one.expires_on)
    ]
    other = [
        one
        for one in PAPERS.rows(session, PAPERS.ids(session, wanted, on=ask.on), on=ask.on)
        if ask.meets(one.signed_on, one.expires_on)
    ]
    rows = [
        (one.signed_on, "Prescription", one.hcpcs, one.practitioner, one.expires_on)
        for one in prescribed
    ]
    rows += [
        (one.signed_on, PAPER_WORDS[one.kind], one.hcpcs, one.practitioner, one.expires_on)
        for one in other
    ]
    table = BinderTable(
        "Papers of practitioners",
        (
            BinderColumn("Signed", 12),
            BinderColumn("Paper", 34),
            BinderColumn("Code", 10),
            BinderColumn("Signed by", 30),
            BinderColumn("Good until", 14),
        ),
        [
            (str(signed_on), paper, hcpcs, by, str(expires_on or "no end"))
            for signed_on, paper, hcpcs, by, expires_on in sorted(rows, key=lambda row: row[:3])
        ],
    )
    named = {one.id: f"Prescription {one.hcpcs} of {one.signed_on}" for one in prescribed}
    others = {one.id: f"{PAPER_WORDS[one.kind]} {one.hcpcs} of {one.signed_on}" for one in other}
    filed, without = attached_papers(session, kind="prescription", named=named)
    more, lacking = attached_papers(session, kind="paper", named=others)
    missing = tuple(f"{name}: no copy is attached." for name in (*without, *lacking))
    return BinderSection("papers", "Papers", _PAPERS, (table,), (*filed, *more), missing)


def _authorizations(session: Any, ask: BinderAsk, wanted: Ask) -> BinderSection:
    granted = [
        one
        for one in authorizations_of(session, member_id=ask.ref.id)
        if ask.meets(one.from_on, one.until_on and last_day(one.until_on))
    ]
    table = BinderTable(
        "Prior authorizations",
        (
            BinderColumn("Number", 20),
            BinderColumn("Code", 10),
            BinderColumn("First day", 14),
            BinderColumn("Last day", 14),
            BinderColumn("Months", 10, figures=True),
            BinderColumn("Used", 10, figures=True),
        ),
        [
            (
                one.pa_number,
                one.hcpcs,
                str(one.from_on),
                str(last_day(one.until_on)) if one.until_on else "no end",
                str(one.months or ""),
                str(one.used),
            )
            for one in granted
        ],
    )
    named = {one.id: f"Authorization {one.pa_number} for {one.hcpcs}" for one in granted}
    filed, without = attached_papers(session, kind="authorization", named=named)
    requests = _requests(session, ask, wanted)
    asked, _none = attached_papers(session, kind="pa_request", named=requests)
    return BinderSection(
        "authorizations",
        "Authorizations",
        _AUTHORIZATIONS,
        (table, _steps(session, requests)),
        (*filed, *asked),
        tuple(f"{name}: no copy is attached." for name in without),
    )


def _requests(session: Any, ask: BinderAsk, wanted: Ask) -> Mapping[int, str]:
    """The requests of the period by id, as they are called."""
    rows = REQUESTS.rows(session, REQUESTS.ids(session, wanted, on=ask.on), on=ask.on)
    kept = [row for row in rows if ask.meets(row.asked_on, row.done_on)]
    kept.sort(key=lambda row: (row.asked_on, row.request_no))
    return {row.id: f"Request {row.request_no} for {row.hcpcs}" for row in kept}


def _steps(session: Any, requests: Mapping[int, str]) -> BinderTable:
    rows: list[Sequence[str]] = []
    for request_id, name in requests.items():
        record = request_record(session, request_id)
        if record is None:
            continue
        asked_on = record.values["asked_on"]
        rows.append((name, str(asked_on), "Asked for", record.payer.title))
        for step in record.steps:
            said = "; ".join(filter(None, (step.pa_number, step.reason)))
            rows.append(("", str(step.done_on), STEP_WORDS[step.step], said))
    columns = (
        BinderColumn("Request", 30),
        BinderColumn("Day", 12),
        BinderColumn("What", 18),
        BinderColumn("About", 40),
    )
    return BinderTable("Requests, denials and appeals", columns, rows)
