"""What happened to a member's orders and papers, and to one order, as lines of a history."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.papers.rules.words import (
    PAPER_WORDS,
    STEP_WORDS,
    TERMS_WORDS,
    OrderStage,
    PaperKind,
    Step,
)
from dmedesk.papers.tables import (
    AuthorizationChargeUse,
    AuthorizationDraw,
    AuthorizationRequest,
    AuthorizationStep,
    Conversion,
    Order,
    OrderLine,
    SupportingPaper,
)


class Tone(Enum):
    """How a line of the history is meant."""

    GOOD = "good"
    WAITS = "waits"
    BAD = "bad"
    OVER = "over"


class Happened(NamedTuple):
    """One line: its day, its words, who wrote it down, and the record that it leads to."""

    on: date
    sentence: str
    tone: Tone
    kind: str = ""
    record_id: int | None = None
    who: str = ""


_BAD = (Step.DENIED, Step.APPEAL_DENIED)


def happened_to(session: Session, *, member_id: int) -> list[Happened]:
    """Orders, papers beside prescriptions, requests and their answers of one member."""
    return [
        *_orders(session, member_id),
        *_papers(session, member_id),
        *_requests(session, member_id),
    ]


def _orders(session: Session, member_id: int) -> Iterator[Happened]:
    for one in session.scalars(select(Order).where(Order.member_id == member_id)):
        begun = f"Order {one.order_no}" + (f", from {one.referred_by}" if one.referred_by else "")
        yield Happened(one.asked_on, begun, Tone.WAITS, "order", one.id)
        if one.closed_on is not None:
            tone = Tone.GOOD if one.stage is OrderStage.FILLED else Tone.OVER
            word = f"Order {one.order_no} {one.stage.value}"
            yield Happened(one.closed_on, word, tone, "order", one.id)


def _papers(session: Session, member_id: int) -> Iterator[Happened]:
    chosen = select(SupportingPaper).where(SupportingPaper.member_id == member_id)
    for one in session.scalars(chosen):
        word = "" if one.kind is PaperKind.ENCOUNTER else ", signed"
        said = f"{PAPER_WORDS[one.kind]} for {one.hcpcs}{word}"
        yield Happened(one.signed_on, said, Tone.GOOD, "paper", one.id)


def _requests(session: Session, member_id: int) -> Iterator[Happened]:
    chosen = select(AuthorizationRequest).where(AuthorizationRequest.member_id == member_id)
    numbers = {}
    for one in session.scalars(chosen):
        numbers[one.id] = one.request_no
        said = f"Authorization of {one.hcpcs} asked for, {one.request_no}"
        yield Happened(one.asked_on, said, Tone.WAITS, "pa_request", one.id)
    steps = select(AuthorizationStep).where(AuthorizationStep.request_id.in_(list(numbers)))
    for step in session.scalars(steps.order_by(AuthorizationStep.id)):
        said = f"{numbers[step.request_id]}: {STEP_WORDS[step.step].lower()}"
        if step.reason:
            said += f" ({step.reason})"
        tone = Tone.BAD if step.step in _BAD else Tone.GOOD
        yield Happened(step.done_on, said, tone, "pa_request", step.request_id, step.recorded_by)


def happened_to_order(session: Session, *, order_id: int) -> list[Happened]:
    """The referral, the conversions and the end of one order."""
    order = session.get(Order, order_id)
    if order is None:
        return []
    found = [Happened(order.asked_on, "Referred to us", Tone.WAITS)]
    if order.review_on is not None:
        found.append(Happened(order.review_on, f"Review: {order.held_because}", Tone.WAITS))
    chosen = (
        select(OrderLine.hcpcs, Conversion)
        .join(OrderLine, OrderLine.id == Conversion.line_id)
        .where(OrderLine.order_id == order_id)
        .order_by(Conversion.id)
    )
    for hcpcs, one in session.execute(chosen):
        said = f"{hcpcs}: {TERMS_WORDS[one.terms].lower()} from here on ({one.why})"
        found.append(Happened(one.from_on, said, Tone.GOOD, who=one.recorded_by))
    if order.closed_on is not None:
        tone = Tone.GOOD if order.stage is OrderStage.FILLED else Tone.OVER
        found.append(Happened(order.closed_on, order.stage.value.capitalize(), tone))
    return found


def drawn_from(session: Session, *, authorization_id: int) -> list[Happened]:
    """The units and the money that were used of an authorization, or given back."""
    chosen = select(AuthorizationDraw).where(AuthorizationDraw.authorization_id == authorization_id)
    by_hand = [
        Happened(one.used_on, f"{_much(one)} for {one.what}", Tone.GOOD, who=one.recorded_by)
        for one in session.scalars(chosen.order_by(AuthorizationDraw.turn))
    ]
    of_charges = select(AuthorizationChargeUse).where(
        AuthorizationChargeUse.authorization_id == authorization_id
    )
    return by_hand + [
        Happened(one.used_on, f"{_much(one)} by charge {one.what}", Tone.GOOD)
        for one in session.scalars(of_charges.order_by(AuthorizationChargeUse.id))
    ]


def _much(one: AuthorizationDraw | AuthorizationChargeUse) -> str:
    does = "Used" if one.units > 0 or one.amount_cents > 0 else "Given back"
    parts = []
    if one.units:
        parts.append(f"{abs(one.units):,} units")
    if one.amount_cents:
        parts.append(f"${abs(one.amount_cents) / 100:,.2f}")
    return f"{does} {', '.join(parts)}"
