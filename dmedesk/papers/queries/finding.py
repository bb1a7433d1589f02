"""Orders and chains found by a part of their number or name, for pickers."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.members.queries.finding import full_name
from dmedesk.members.tables import Member, Payer
from dmedesk.papers.rules.words import STAGE_WORDS, OrderStage
from dmedesk.papers.tables import Chain, Order
from dmedesk.store.finding import MOST_FOUND, Found, having

_WANTED = (OrderStage.OPEN, OrderStage.HELD, OrderStage.ON_SLIP)


def find_orders(session: Session, part: str) -> list[Found]:
    """The orders that are not over and have every word of ``part``, the latest first."""
    columns = (Order.order_no, Member.last_name, Member.first_name, Member.member_no)
    chosen = (
        select(Order, Member)
        .join(Member, Member.id == Order.member_id)
        .where(Order.stage.in_(_WANTED), *having(columns, part))
        .order_by(Order.id.desc())
        .limit(MOST_FOUND)
    )
    return [_found(order, member) for order, member in session.execute(chosen)]


def order_named(session: Session, order_id: int) -> Found | None:
    """One order."""
    chosen = (
        select(Order, Member).join(Member, Member.id == Order.member_id).where(Order.id == order_id)
    )
    found = session.execute(chosen).one_or_none()
    return None if found is None else _found(*found)


def _found(order: Order, member: Member) -> Found:
    name = full_name(member.last_name, member.first_name)
    return Found(order.id, order.order_no, f"{name} · {STAGE_WORDS[order.stage]}")


def find_chains(session: Session, part: str) -> list[Found]:
    """The chains that have every word of ``part``, the latest first."""
    columns = (Chain.chain_no, Chain.title, Chain.codes, Payer.name)
    chosen = (
        select(Chain, Payer.name)
        .join(Payer, Payer.id == Chain.payer_id)
        .where(*having(columns, part))
        .order_by(Chain.id.desc())
        .limit(MOST_FOUND)
    )
    return [_chain(chain, payer) for chain, payer in session.execute(chosen)]


def chain_named(session: Session, chain_id: int) -> Found | None:
    """One chain."""
    chosen = (
        select(Chain, Payer.name)
        .join(Payer, Payer.id == Chain.payer_id)
        .where(Chain.id == chain_id)
    )
    found = session.execute(chosen).one_or_none()
    return None if found is None else _chain(*found)


def _chain(chain: Chain, payer: str) -> Found:
    return Found(chain.id, chain.title, f"{chain.codes} · {payer}")
