"""Records how members were asked for refills, and makes the orders of those who want one."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from dmedesk.kit.cells import prose
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import stopping, stops
from dmedesk.kit.typed import by_field, missing, unreadable
from dmedesk.papers.actions.ordering import enter_order
from dmedesk.papers.queries.limits import contacts_by, received_by
from dmedesk.papers.rules.entering import undo_findings
from dmedesk.papers.rules.limit_words import Answer, Channel
from dmedesk.papers.rules.refills import contact_faults, contact_that_counts, supply_of
from dmedesk.papers.rules.words import OrderStage, OrderTerms
from dmedesk.papers.tables import Order, OrderLine, RefillContact
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import UnitOfWork

CONTACT_PREFIX, CONTACT_WIDTH = "RFL-", 6
"""What the numbers of contacts begin with, and to how many figures they are filled up."""

_NAMES = {
    "contacted_on": "day",
    "channel": "way",
    "who": "person who was asked",
    "answer": "answer",
}


class Contact(NamedTuple):
    """Who was asked when and how, and what was answered."""

    contacted_on: date | None
    channel: Channel | None
    who: str
    answer: Answer | None
    quantity_left: int | None = None
    note: str = ""


def record_contact(work: UnitOfWork, *, member_id: int, hcpcs: str, contact: Contact) -> int:
    """Record that somebody was asked whether a refill is wanted; answers the fact's id.

    ``Refused`` before the window opens, with the first allowed day, and with everything missing.
    """
    own = {**contact._asdict(), "who": contact.who.strip(), "note": contact.note.strip()}
    found = by_field(missing(own, _NAMES), unreadable(own, {"who": prose, "note": prose}))
    if contact.quantity_left is not None and contact.quantity_left < 0:
        found.append(
            stopping("number_too_small", "It is at least 0.", "Correct it.", "quantity_left")
        )
    received = received_by(work.session, member_ids=[member_id]).of(member_id, hcpcs)
    if contact.contacted_on is not None:
        today = work.now.astimezone().date()
        found += contact_faults(supply_of(received.receipts), contact.contacted_on, today)
    if stops(found):
        raise Refused(found)
    return _write(work, {"member_id": member_id, "hcpcs": hcpcs, **own, "undoes_no": None})


def take_back_contact(work: UnitOfWork, *, contact_no: str, why: str) -> int:
    """Take a contact back; answers the further fact's id. ``Refused`` twice, or without why."""
    chosen = select(RefillContact).where(RefillContact.contact_no == contact_no)
    one = work.session.scalars(chosen.with_for_update()).one()
    undone = select(RefillContact.id).where(RefillContact.undoes_no == contact_no)
    is_undone = one.undoes_no is not None or work.session.scalar(undone) is not None
    found = undo_findings(contact_no, is_undone=is_undone, why=why)
    if found:
        raise Refused(found)
    told = {
        name: getattr(one, name)
        for name in ("member_id", "hcpcs", "contacted_on", "channel", "who", "answer")
    }
    return _write(
        work, {**told, "quantity_left": None, "note": why.strip(), "undoes_no": contact_no}
    )


def order_refill(work: UnitOfWork, *, member_id: int, hcpcs: str) -> int:
    """Make the order of a refill that is wanted, like the last order of the code; answers its id.

    Without an order of the code before, quantity and days are those that came last. ``Refused``
    where nobody said that it is wanted, or an order of it is on its way.
    """
    today = work.now.astimezone().date()
    received = received_by(work.session, member_ids=[member_id]).of(member_id, hcpcs)
    supply = supply_of(received.receipts)
    contacts = contacts_by(work.session, member_ids=[member_id]).get((member_id, hcpcs), [])
    contact = None if supply is None else contact_that_counts(supply, contacts, today)
    if supply is None or contact is None or contact.answer is not Answer.WANTED:
        message, remedy = "Nobody said that it is wanted.", "Ask, and record the contact first."
        raise Refused([stopping("refill_not_asked", message, remedy, "")])
    order, line = _last_order(work, member_id, hcpcs)
    if order is not None and order.stage not in (OrderStage.FILLED, OrderStage.CANCELLED):
        message = f"{order.order_no} asks for it already."
        raise Refused([stopping("on_order", message, "Go on with that order.", "")])
    asked = {
        "hcpcs": hcpcs,
        "quantity": supply.last.quantity if line is None else line.quantity,
        "days": supply.last.days if line is None else line.days or supply.last.days,
        "terms": OrderTerms.BUY,
        "product_id": None if line is None else line.product_id,
        "description": None if line is None else line.description,
        "needs_pa": line is not None and line.needs_pa,
    }
    return enter_order(
        work,
        values={
            "member_id": member_id,
            "payer_id": None if order is None else order.payer_id,
            "practitioner_id": None if order is None else order.practitioner_id,
            "asked_on": today,
            "referred_by": contact.who,
            "note": f"Refill, {contact.contact_no}",
            "lines": [asked],
        },
    )


def _last_order(
    work: UnitOfWork, member_id: int, hcpcs: str
) -> tuple[Order | None, OrderLine | None]:
    chosen = (
        select(Order, OrderLine)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .where(
            Order.member_id == member_id,
            OrderLine.hcpcs == hcpcs,
            Order.stage != OrderStage.CANCELLED,
        )
        .order_by(Order.id.desc(), OrderLine.place)
        .limit(1)
    )
    row = work.session.execute(chosen).first()
    return (None, None) if row is None else (row[0], row[1])


def _write(work: UnitOfWork, told: dict[str, object]) -> int:
    number = next_number(work, RefillContact.contact_no, prefix=CONTACT_PREFIX, width=CONTACT_WIDTH)
    fact = RefillContact(contact_no=number, recorded_at=work.now, recorded_by=work.actor, **told)
    work.session.add(fact)
    work.session.flush()
    return fact.id
