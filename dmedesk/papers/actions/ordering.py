"""Enters orders, holds, releases and closes them, and converts their lines from a day on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from dmedesk.kit.cells import hcpcs, prose
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, stopping, stops
from dmedesk.kit.records import Fault
from dmedesk.kit.typed import by_field, missing, tidy, unreadable
from dmedesk.papers.actions.trials import begin_trials
from dmedesk.papers.rules.words import STAGE_WORDS, OrderStage, OrderTerms
from dmedesk.papers.tables import Conversion, Order, OrderLine
from dmedesk.store.editing import add_row, edit_row, edit_rows
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import UnitOfWork

ORDER_PREFIX, ORDER_WIDTH = "ORD-", 6
"""What the numbers of orders begin with, and to how many figures they are filled up."""

LINES = "lines"
"""What an order's values hold besides its own: rows of ``OrderLine``."""

_NAMES = {"member_id": "member", "asked_on": "day of the referral"}
_LINE_NAMES = {"hcpcs": "code", "quantity": "quantity", "terms": "rent or purchase"}
_OVER = frozenset({OrderStage.FILLED, OrderStage.CANCELLED})


def enter_order(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Enter an order by the attributes of ``Order``, with its ``lines``; answers the id.

    It gets the next number and is open. Raises ``Refused`` with everything that is wrong.
    """
    own = tidy({name: value for name, value in values.items() if name != LINES})
    lines = [_line(row) for row in values.get(LINES) or ()]
    _refuse(own, lines)
    number = next_number(work, Order.order_no, prefix=ORDER_PREFIX, width=ORDER_WIDTH)
    given = {**own, "order_no": number, "stage": OrderStage.OPEN}
    order_id = add_row(work, Order, values=given)
    _put_lines(work, order_id, lines)
    return order_id


def change_order(
    work: UnitOfWork, *, order_id: int, version: int, values: Mapping[str, Any]
) -> int:
    """Change these attributes, read at this row version; answers the new version.

    An order that is over stays as it is. ``Refused`` as ``enter_order``, where a line that was
    converted is taken out, and where another desk changed it meanwhile.
    """
    order = _locked(work, order_id)
    if order.stage in _OVER:
        raise Refused([_over(order)])
    own = tidy({name: value for name, value in values.items() if name != LINES})
    before = {name: getattr(order, name) for name in _NAMES}
    lines = None if LINES not in values else [_line(row) for row in values[LINES] or ()]
    _refuse({**before, **own}, lines)
    version = edit_row(work, Order, row_id=order_id, version=version, values=own)
    if lines is not None:
        _keep_converted(work, order_id, lines)
        _put_lines(work, order_id, lines)
    return version


def hold_order(work: UnitOfWork, *, order_id: int, review_on: date, because: str) -> None:
    """Put an open order on hold until somebody looks again on a day.

    ``Refused`` where it is not open, the day is past, or the reason is missing.
    """
    order = _locked(work, order_id)
    found = list(_must_be(order, OrderStage.OPEN, OrderStage.HELD))
    if review_on < work.now.astimezone().date():
        message, remedy = f"{review_on} is past.", "Type today or a later day."
        found.append(stopping("day_is_past", message, remedy, "review_on"))
    if not because.strip():
        message, remedy = "Why it is on hold is missing.", "Write it."
        found.append(stopping("missing_value", message, remedy, "because"))
    if found:
        raise Refused(found)
    order.stage, order.review_on = OrderStage.HELD, review_on
    order.held_because = because.strip()
    work.session.flush()


def release_order(work: UnitOfWork, *, order_id: int) -> None:
    """Go on with an order that is on hold, or take up again one that was closed by mistake."""
    order = _locked(work, order_id)
    found = list(_must_be(order, OrderStage.HELD, OrderStage.FILLED, OrderStage.CANCELLED))
    if found:
        raise Refused(found)
    _set_stage(order, OrderStage.OPEN, None)
    work.session.flush()


def close_order(work: UnitOfWork, *, order_id: int, stage: OrderStage, closed_on: date) -> None:
    """Say that an order was filled, or is cancelled, on a day. ``Refused`` where it is over."""
    if stage not in _OVER:
        raise ValueError("an order is closed as filled or cancelled")
    order = _locked(work, order_id)
    if order.stage in _OVER:
        raise Refused([_over(order)])
    if closed_on < order.asked_on:
        message = f"It was asked for on {order.asked_on} only."
        raise Refused([stopping("before_order", message, "Correct the day.", "closed_on")])
    _set_stage(order, stage, closed_on)
    work.session.flush()


def follow_slips(work: UnitOfWork, *, order_id: int, stage: OrderStage, on: date) -> None:
    """Let an order follow its slips: on one, filled by one, or open again without any.

    Whoever writes slips calls this. An order that a person closed or holds is left so, but for
    what was delivered: that fills it.
    """
    order = _locked(work, order_id)
    if order.stage is OrderStage.CANCELLED or order.stage is stage:
        return
    is_free = order.stage in (OrderStage.OPEN, OrderStage.ON_SLIP)
    was_filled = order.stage is OrderStage.FILLED and stage is OrderStage.ON_SLIP
    if is_free or was_filled or stage is OrderStage.FILLED:
        brought_on = on if stage is OrderStage.FILLED else None
        if brought_on is not None or order.stage is OrderStage.FILLED:
            begin_trials(work, order_id=order_id, on=brought_on)
        _set_stage(order, stage, brought_on)
        work.session.flush()


def convert_line(
    work: UnitOfWork, *, line_id: int, terms: OrderTerms, from_on: date, why: str
) -> int:
    """Buy a line instead of renting it from a day on, or rent it; answers the id of the fact.

    ``Refused`` where nothing changes, the day lies before the order or the last change, or nobody
    says why.
    """
    line = work.session.scalars(
        select(OrderLine).where(OrderLine.id == line_id).with_for_update()
    ).one()
    asked_on = work.session.scalars(select(Order.asked_on).where(Order.id == line.order_id)).one()
    last = work.session.scalar(
        select(Conversion)
        .where(Conversion.line_id == line_id)
        .order_by(Conversion.turn.desc())
        .limit(1)
    )
    now, since = (line.terms, asked_on) if last is None else (last.terms, last.from_on)
    found = []
    if terms is now:
        message = "It is on these terms already."
        found.append(stopping("same_terms", message, "Choose the other.", "terms"))
    if from_on < since:
        message = f"It stands on its terms from {since} on."
        found.append(stopping("before_terms", message, "Choose a later day.", "from_on"))
    if not why.strip():
        found.append(stopping("missing_value", "Why is missing.", "Write it.", "why"))
    if found:
        raise Refused(found)
    fact = {
        "line_id": line_id,
        "turn": 1 if last is None else last.turn + 1,
        "terms": terms,
        "from_on": from_on,
        "why": why.strip(),
        "recorded_at": work.now,
        "recorded_by": work.actor,
    }
    return add_row(work, Conversion, values=fact)


def _line(row: Mapping[str, Any]) -> dict[str, Any]:
    """A line as it is stored."""
    own = tidy(row)
    own["hcpcs"] = own["hcpcs"] and own["hcpcs"].upper()
    own["terms"] = own["terms"] and OrderTerms(own["terms"])
    return {**own, "needs_pa": bool(own.get("needs_pa"))}


def _put_lines(work: UnitOfWork, order_id: int, lines: Sequence[Mapping[str, Any]]) -> None:
    placed = [{**line, "place": place} for place, line in enumerate(lines, start=1)]
    edit_rows(work, OrderLine, of={"order_id": order_id}, rows=placed)


def _keep_converted(work: UnitOfWork, order_id: int, lines: Sequence[Mapping[str, Any]]) -> None:
    """A line that was converted stays, on the terms that it had first."""
    chosen = (
        select(OrderLine.id, OrderLine.terms, func.count(Conversion.id))
        .join(Conversion, Conversion.line_id == OrderLine.id)
        .where(OrderLine.order_id == order_id)
        .group_by(OrderLine.id, OrderLine.terms)
    )
    given = {line.get("id"): line for line in lines}
    for line_id, terms, _count in work.session.execute(chosen):
        if line_id not in given or given[line_id]["terms"] is not terms:
            message = "A line was converted: it stays, on the terms that it had first."
            raise Refused([stopping("line_converted", message, "Convert it again.", LINES)])


def _refuse(whole: Mapping[str, Any], lines: Sequence[Mapping[str, Any]] | None) -> None:
    findings = by_field(
        missing(whole, _NAMES), unreadable(whole, {"referred_by": prose, "note": prose})
    )
    findings += [
        _placed(place, fault)
        for place, line in enumerate(lines or ())
        for fault in _line_faults(line)
    ]
    if lines is not None and not lines:
        message, remedy = "Nothing is asked for.", "Add a line with the code."
        findings.append(stopping("no_lines", message, remedy, LINES))
    if stops(findings):
        raise Refused(findings)


def _line_faults(line: Mapping[str, Any]) -> Iterator[Fault]:
    yield from missing(line, _LINE_NAMES)
    yield from unreadable(line, {"hcpcs": hcpcs, "description": prose})


def _placed(place: int, fault: Fault) -> Finding:
    found = fault.found()
    return replace(found, field=f"{LINES}/{place}/{found.field}")


def _set_stage(order: Order, stage: OrderStage, closed_on: date | None) -> None:
    order.stage, order.closed_on = stage, closed_on
    order.review_on = order.held_because = None


def _must_be(order: Order, *stages: OrderStage) -> Iterator[Finding]:
    if order.stage not in stages:
        message = f"{order.order_no} is {STAGE_WORDS[order.stage]}."
        yield stopping("wrong_stage", message, "Look at it again.", "")


def _over(order: Order) -> Finding:
    message = f"{order.order_no} is {STAGE_WORDS[order.stage]}: it stays as it is."
    return stopping("order_over", message, "Take it up again first.", "")


def _locked(work: UnitOfWork, order_id: int) -> Order:
    chosen = select(Order).where(Order.id == order_id).with_for_update()
    return work.session.scalars(chosen.execution_options(populate_existing=True)).one()
