"""What the search finds of slips: by number, member and the serials on them."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from dmedesk.assets.tables import Asset
from dmedesk.deliveries.rules.tickets import WORDS
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.members.tables import Member
from dmedesk.store.search import Entry, Feed, said

_moved = aliased(Asset)


def _serials(asset: Any, own: Any) -> Any:
    """The serials on a ticket, one after the other."""
    return (
        select(func.coalesce(func.aggregate_strings(asset.serial_key, " "), ""))
        .select_from(TicketLine)
        .join(asset, asset.id == own)
        .where(TicketLine.ticket_id == Ticket.id)
        .correlate(Ticket)
        .scalar_subquery()
    )


def _slip(row: Any) -> Entry:
    member = f"{row.last_name}, {row.first_name}"
    return Entry(
        row.id,
        row.ticket_no,
        said(row.kind.value.capitalize(), member, f"for {row.planned_on}", WORDS[row.stage]),
        numbers=(row.ticket_no, *row.serials.split(), *row.moved.split()),
        others=(member, row.member_no, row.driver),
    )


SLIPS = Feed(
    kind="ticket",
    section="Slips",
    letter="s",
    rows=select(
        Ticket.id,
        Ticket.ticket_no,
        Ticket.kind,
        Ticket.stage,
        Ticket.planned_on,
        Ticket.driver,
        Member.member_no,
        Member.last_name,
        Member.first_name,
        _serials(Asset, TicketLine.asset_id).label("serials"),
        _serials(_moved, TicketLine.moved_asset_id).label("moved"),
    ).join(Member, Member.id == Ticket.member_id),
    entry=_slip,
    table="tickets",
    tables={"tickets": Ticket.id, "members": Member.id},
)
