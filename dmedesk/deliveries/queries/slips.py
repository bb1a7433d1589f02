"""What the slip of a stored ticket prints, and what it lacks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dmedesk.assets.queries.checks import came_in_on, certificate_of, deliverable
from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.queries.early import early_findings
from dmedesk.deliveries.queries.lacking import lacking_findings
from dmedesk.deliveries.queries.visits import signed_here
from dmedesk.deliveries.rules.paper import SLIP, SlipItem, SlipPaper
from dmedesk.deliveries.rules.tickets import awaited
from dmedesk.deliveries.rules.words import TicketKind, Way
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.kit.postal import Address, Letterhead, address_lines
from dmedesk.members.rules import Regime
from dmedesk.members.tables import Member, Payer, Residence
from dmedesk.shop.queries.company import printed_letterhead
from dmedesk.shop.queries.texts import texts_on
from dmedesk.shop.rules.texts import TEXTS, TextKind, lines_of, paragraphs
from dmedesk.store.prints import Prints


@dataclass(frozen=True, slots=True)
class _Facts:
    """One ticket with all that its slip is made of."""

    ticket: Ticket
    member: Member
    payer: Payer | None
    supplier: Letterhead | None
    address: Address
    texts: Mapping[TextKind, str]


def slip_paper(session: Session, ticket_id: int, on: date) -> SlipPaper | list[Finding]:
    """The slip as it is printed on a day, or everything that keeps it from being printed.

    What was printed before is marked as a copy. Letterhead and texts are those of the day.
    """
    facts = _read(session, ticket_id, on)
    missing = [*_missing(facts), *stopping(session, ticket_id=ticket_id)]
    if facts.supplier is None or missing:
        return missing
    ticket, member, payer = facts.ticket, facts.member, facts.payer
    brings = ticket.kind is not TicketKind.PICKUP
    regime = payer.regime if payer else Regime.PRIVATE
    rights = facts.texts.get(TextKind.RIGHTS, "")
    return SlipPaper(
        kind=ticket.kind,
        number=ticket.ticket_no,
        supplier=facts.supplier,
        member=facts.address,
        member_no=member.member_no,
        member_phone=" or ".join(filter(None, (member.phone, member.phone2))),
        planned_on=ticket.planned_on,
        items=tuple(_items(session, ticket_id)),
        payer=payer.name if payer else "",
        driver=ticket.driver or "",
        directions=member.directions or "",
        tasks=lines_of(facts.texts.get(TextKind.TASKS, "")) if brings else (),
        rights=paragraphs(rights, regime=regime.value),
        phone_24h=facts.texts.get(TextKind.PHONE_24H, ""),
        note=ticket.note or "",
        copy=Prints().count(session, kind=SLIP, number=ticket.ticket_no) + 1,
        signed=signed_here(session, ticket_id=ticket_id),
    )


def slip_gaps(session: Session, ticket_id: int, on: date) -> list[Finding]:
    """What the slip lacks: what keeps it from being printed, then what it goes out without.

    A unit that may not go out as it stands is among the warnings: it may be checked until then.
    """
    facts = _read(session, ticket_id, on)
    return [
        *_missing(facts),
        *awaited_units(session, ticket_id=ticket_id),
        *early_findings(session, ticket_id=ticket_id),
        *lacking_findings(session, ticket_id=ticket_id),
        *_without_texts(facts),
        *_not_ready(session, ticket_id, on),
    ]


def stopping(session: Session, *, ticket_id: int) -> list[Finding]:
    """What keeps a slip from going out: units still to be scanned, and what comes too early."""
    early = early_findings(session, ticket_id=ticket_id)
    return [*awaited_units(session, ticket_id=ticket_id), *(one for one in early if stops([one]))]


def _read(session: Session, ticket_id: int, on: date) -> _Facts:
    ticket = session.get_one(Ticket, ticket_id)
    member = session.get_one(Member, ticket.member_id)
    return _Facts(
        ticket,
        member,
        session.get(Payer, ticket.payer_id) if ticket.payer_id is not None else None,
        printed_letterhead(session, on=on),
        visit_address(session, member, ticket.planned_on),
        texts_on(session, on=on),
    )


def visit_address(session: Session, member: Member, on: date) -> Address:
    """Where the visit is: the delivery address, else the home; in a facility its name before."""
    delivery = address_lines(
        member.delivery_address1,
        member.delivery_address2,
        member.delivery_city,
        member.delivery_state,
        member.delivery_zip,
    )
    home = address_lines(member.address1, member.address2, member.city, member.state, member.zip)
    lives_in = (
        select(Residence.facility_name)
        .where(Residence.member_id == member.id, Residence.from_on <= on)
        .where(or_(Residence.until_on.is_(None), Residence.until_on > on))
        .order_by(Residence.from_on.desc())
    )
    facility = session.scalars(lives_in.limit(1)).first()
    lines = (*filter(None, (facility,)), *(delivery or home))
    return Address(f"{member.first_name} {member.last_name}".strip(), lines)


def _items(session: Session, ticket_id: int) -> Iterator[SlipItem]:
    chosen = (
        select(TicketLine, Product, Asset.serial)
        .join(Product, Product.id == TicketLine.product_id)
        .outerjoin(Asset, Asset.id == TicketLine.asset_id)
        .where(TicketLine.ticket_id == ticket_id)
        .order_by(TicketLine.place)
    )
    for line, product, serial in session.execute(chosen):
        yield SlipItem(
            way=line.way,
            description=product.description,
            hcpcs=product.hcpcs,
            brand=product.manufacturer or "",
            model=product.model or "",
            serial=serial or "",
            quantity=line.quantity,
            certificate=_certificate(session, line),
            accessories=line.accessories or "",
        )


def _certificate(session: Session, line: TicketLine) -> str:
    """The line of the unit's last check; none where it came back since."""
    if line.asset_id is None or line.way is not Way.OUT:
        return ""
    certificate = certificate_of(session, asset_id=line.asset_id)
    came_in = came_in_on(session, asset_id=line.asset_id)
    if certificate is None or (came_in is not None and certificate.on < came_in):
        return ""
    return certificate.sentence()


def _missing(facts: _Facts) -> Iterator[Finding]:
    if facts.supplier is None:
        yield Finding(
            Severity.STOP,
            "letterhead_missing",
            "The shop has no letterhead.",
            subject=facts.ticket.ticket_no,
            remedy="Enter name, address and phone under Settings, Company.",
        )
    if not facts.address.lines:
        yield Finding(
            Severity.STOP,
            "address_missing",
            f"Nobody knows where {facts.address.name} lives.",
            subject=facts.ticket.ticket_no,
            remedy="Enter the member's address, or another one for deliveries.",
        )


def awaited_units(session: Session, *, ticket_id: int) -> list[Finding]:
    """Why a ticket may not go out: lines whose unit is still to be scanned."""
    chosen = (
        select(Ticket.ticket_no, Product.description)
        .join(TicketLine, TicketLine.ticket_id == Ticket.id)
        .join(Product, Product.id == TicketLine.product_id)
        .where(Ticket.id == ticket_id, TicketLine.awaits_unit)
        .order_by(TicketLine.place)
    )
    rows = session.execute(chosen).all()
    return awaited(rows[0].ticket_no, [row.description for row in rows]) if rows else []


def _without_texts(facts: _Facts) -> Iterator[Finding]:
    wanted = [TextKind.PHONE_24H, TextKind.RIGHTS]
    if facts.ticket.kind is not TicketKind.PICKUP:
        wanted.append(TextKind.TASKS)
    for kind in wanted:
        if kind not in facts.texts:
            yield Finding(
                Severity.WARNING,
                f"{kind.value}_missing",
                f"The slip goes out without: {TEXTS[kind].title.lower()}.",
                remedy="Write it under Settings, Texts; a proposal is there.",
            )


def _not_ready(session: Session, ticket_id: int, on: date) -> Iterator[Finding]:
    chosen = select(TicketLine.asset_id).where(
        TicketLine.ticket_id == ticket_id,
        TicketLine.way == Way.OUT,
        TicketLine.asset_id.is_not(None),
        TicketLine.is_open,
    )
    for asset_id in session.scalars(chosen.order_by(TicketLine.place)):
        for found in deliverable(session, asset_id=asset_id or 0, on=on):
            yield Finding(Severity.WARNING, found.code, found.message, found.subject, found.remedy)
