"""What a member received, why early, and how they were asked for refills, as lines of a history."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dmedesk.papers.queries.happened import Happened, Tone
from dmedesk.papers.queries.limits import is_superseded
from dmedesk.papers.rules.limit_words import (
    ANSWER_WORDS,
    CHANNEL_WORDS,
    EARLY_WORDS,
    SOURCE_WORDS,
    Answer,
    Source,
)
from dmedesk.papers.tables import (
    InsulinStatement,
    Order,
    OrderLine,
    Receipt,
    RefillContact,
    Replacement,
)

_TONES = {
    Answer.WANTED: Tone.GOOD,
    Answer.NOT_NOW: Tone.WAITS,
    Answer.STOPPED: Tone.OVER,
    Answer.NO_ANSWER: Tone.WAITS,
}


def received_happened(session: Session, *, member_id: int) -> list[Happened]:
    """Supplies and what came before us, reasons, contacts and insulin of one member."""
    return [
        *_received(session, member_id),
        *_early(session, member_id),
        *_asked(session, member_id),
        *_insulin(session, member_id),
    ]


def asked_for_order(session: Session, *, order_id: int) -> list[Happened]:
    """How a member was asked for the refills that an order is about, while it was open."""
    order = session.get_one(Order, order_id)
    codes = session.scalars(select(OrderLine.hcpcs).where(OrderLine.order_id == order_id)).all()
    asked = _asked(session, order.member_id, codes)
    last_on = order.closed_on or date.max
    return [one for one in asked if order.asked_on <= one.on <= last_on]


def _received(session: Session, member_id: int) -> Iterator[Happened]:
    """Other things that a slip brought, its visit and the rental tell already."""
    told = or_(Receipt.days.is_not(None), Receipt.source == Source.EARLIER)
    chosen = select(Receipt).where(
        Receipt.member_id == member_id, Receipt.quantity > 0, ~is_superseded(), told
    )
    for one in session.scalars(chosen.order_by(Receipt.id)):
        lasts = f", for {one.days:,} days" if one.days else ""
        what = f"{one.quantity:,} of {one.hcpcs} received{lasts}"
        said = f"{what}: {SOURCE_WORDS[one.source]} {one.source_no}"
        yield Happened(one.received_on, said, Tone.GOOD, who=one.recorded_by)
        if one.returned_on is not None:
            said = f"{one.quantity:,} of {one.hcpcs} came back"
            yield Happened(one.returned_on, said, Tone.OVER, who=one.recorded_by)


def _early(session: Session, member_id: int) -> Iterator[Happened]:
    chosen = select(Replacement).where(Replacement.member_id == member_id).order_by(Replacement.id)
    rows = session.scalars(chosen).all()
    undone = {one.undoes_no for one in rows}
    for one in rows:
        if one.undoes_no is None:
            back = ", taken back since" if one.replacement_no in undone else ""
            said = f"{one.hcpcs} wanted early: {EARLY_WORDS[one.reason].lower()}{back}"
            tone = Tone.OVER if back else Tone.WAITS
            yield Happened(one.happened_on, said, tone, "replacement", one.id, one.recorded_by)


def _asked(
    session: Session, member_id: int, codes: Sequence[str] | None = None
) -> Iterator[Happened]:
    chosen = select(RefillContact).where(RefillContact.member_id == member_id)
    if codes is not None:
        chosen = chosen.where(RefillContact.hcpcs.in_(codes))
    rows = session.scalars(chosen.order_by(RefillContact.id)).all()
    undone = {one.undoes_no for one in rows}
    for one in rows:
        if one.undoes_no is None:
            back = ", taken back since" if one.contact_no in undone else ""
            asked = f"Refill of {one.hcpcs} asked about {CHANNEL_WORDS[one.channel]}"
            said = f"{asked}, {one.who}: {ANSWER_WORDS[one.answer].lower()}{back}"
            tone = Tone.OVER if back else _TONES[one.answer]
            yield Happened(one.contacted_on, said, tone, who=one.recorded_by)


def _insulin(session: Session, member_id: int) -> Iterator[Happened]:
    chosen = select(InsulinStatement).where(InsulinStatement.member_id == member_id)
    for one in session.scalars(chosen.order_by(InsulinStatement.id)):
        treated = "Treated" if one.is_treated else "Not treated"
        said = f"{treated} with insulin from here on, says {one.said_by}"
        yield Happened(one.from_on, said, Tone.GOOD, who=one.recorded_by)
