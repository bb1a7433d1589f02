"""What the search finds of slips: by number, member and the serials on them."""

from typing import Any

from sqlalchemy import func, or_, select

from dmedesk.assets.tables import Asset
from dmedesk.deliveries.rules.tickets import WORDS
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.members.tables import Member
from dmedesk.store.search import Entry, Feed, said


def _slip(row: Any) -> Entry:
    member = f"{row.last_name}, {row.first_name}"
    return Entry(
        row.id,
        row.ticket_no,
        said(row.kind.value.capitalize(), member, f"for {row.planned_on}", WORDS[row.stage]),
        numbers=(row.ticket_no, *(row.serials or "").split()),
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
        func.aggregate_strings(Asset.serial_key, " ").label("serials"),
    )
    .join(Member, Member.id == Ticket.member_id)
    .outerjoin(TicketLine, TicketLine.ticket_id == Ticket.id)
    .outerjoin(Asset, or_(Asset.id == TicketLine.asset_id, Asset.id == TicketLine.moved_asset_id))
    .group_by(Ticket.id, Member.id),
    entry=_slip,
    table="tickets",
    tables={
        "tickets": Ticket.id,
        "members": Member.id,
        "ticket_lines": TicketLine.id,
        "assets": Asset.id,
    },
)
