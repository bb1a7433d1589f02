"""Tickets, their lines, and the proofs of what was handed over.

A proof is never edited: a signature got later, a mistake found later is a further proof of the
ticket, and the last one that is whole counts.
"""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.rules.received import Decision, Verdict
from dmedesk.deliveries.rules.words import (
    Method,
    PickupReason,
    ProofKind,
    Relationship,
    Settled,
    StayReason,
    Terms,
    TicketKind,
    TicketStage,
    UnsignedReason,
    Way,
)
from dmedesk.members.tables import Member, Payer
from dmedesk.papers.tables import Order
from dmedesk.rentals.tables import Rental
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import Moment, choice, unique_while


class Ticket(RowVersioned, Base):
    """One visit to one member. ``ticket_no`` is the number on its slip.

    ``asked_on`` is the day on which it was asked for, ``planned_on`` the day of the visit,
    ``visited_on`` the day on which it was made, proven or not. ``stop_no`` is its place in the
    driver's order of that day, from 1. ``payer_id`` pays for what it begins. ``order_id`` is what
    was asked for, where it fills an order.
    """

    __tablename__ = "tickets"
    __table_args__ = (
        UniqueConstraint("ticket_no"),
        CheckConstraint("(kind = 'pickup') = (reason IS NOT NULL)", name="pickups_have_a_reason"),
        CheckConstraint(
            "(stage IN ('waiting', 'reason_given', 'done')) = (visited_on IS NOT NULL)",
            name="visited_has_a_day",
        ),
        CheckConstraint("stop_no >= 1", name="stops_are_counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_no: Mapped[str]
    kind: Mapped[TicketKind] = mapped_column(choice(TicketKind, "kind"))
    stage: Mapped[TicketStage] = mapped_column(choice(TicketStage, "stage"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    payer_id: Mapped[int | None] = mapped_column(ForeignKey(Payer.id))
    asked_on: Mapped[date]
    planned_on: Mapped[date] = mapped_column(index=True)
    visited_on: Mapped[date | None]
    driver: Mapped[str | None]
    stop_no: Mapped[int | None]
    reason: Mapped[PickupReason | None] = mapped_column(choice(PickupReason, "reason"))
    note: Mapped[str | None]
    order_id: Mapped[int | None] = mapped_column(ForeignKey(Order.id), index=True)


class TicketLine(Base):
    """One item of a ticket, in the order of its slip.

    ``asset_id`` is the unit that was meant to move, ``moved_asset_id`` another one that came back
    in its stead. ``has_moved`` says whether the item moved at the visit; empty before it.
    ``rental_id`` is the rental that it serves in, once there is one. A unit is on one open ticket a
    way: the database holds it by ``is_open``, which the ticket's end takes away. ``awaits_unit``: a
    unit of this product goes out, and which one is still to be scanned. ``stayed`` says why the
    item did not move: at the visit, or because the ticket was cancelled.
    """

    __tablename__ = "ticket_lines"
    __table_args__ = (
        UniqueConstraint("ticket_id", "place"),
        CheckConstraint("quantity >= 1", name="quantity_is_positive"),
        CheckConstraint("asset_id IS NULL OR quantity = 1", name="a_unit_is_one"),
        CheckConstraint(
            "NOT awaits_unit OR (asset_id IS NULL AND quantity = 1)", name="awaits_one_unit"
        ),
        CheckConstraint(
            "stayed IS NULL OR has_moved IS NULL OR NOT has_moved", name="what_moved_did_not_stay"
        ),
        unique_while("uq_ticket_lines_asset_id_open", "asset_id", condition="is_open"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id))
    place: Mapped[int]
    way: Mapped[Way] = mapped_column(choice(Way, "way"))
    product_id: Mapped[int] = mapped_column(ForeignKey(Product.id))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey(Asset.id), index=True)
    moved_asset_id: Mapped[int | None] = mapped_column(ForeignKey(Asset.id))
    rental_id: Mapped[int | None] = mapped_column(ForeignKey(Rental.id), index=True)
    quantity: Mapped[int]
    accessories: Mapped[str | None]
    terms: Mapped[Terms] = mapped_column(
        choice(Terms, "terms"), server_default=text("'rent'"), default=Terms.RENT
    )
    has_moved: Mapped[bool | None]
    is_open: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    awaits_unit: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    stayed: Mapped[StayReason | None] = mapped_column(choice(StayReason, "stayed"))


class Proof(Base):
    """What proves a visit, only ever appended; ``turn`` counts a ticket's proofs from 1.

    A proof added later has the turn of the one that it is about, and ``why`` it was added.
    ``service_on`` is the date of service that it gives the ticket's payer; empty while it gives
    none. ``strokes`` is a signature as it was drawn, JSON of its points with their time. ``lines``
    are the ticket's lines as they were, and to whom it went, JSON. ``sha256`` is the digest of all
    that stands here with the ticket's number (``rules.freezing``), so that a later change shows.
    """

    __tablename__ = "proofs"
    __table_args__ = (
        UniqueConstraint("ticket_id", "turn"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
        ForeignKeyConstraint(
            ["ticket_id", "about_turn"],
            ["proofs.ticket_id", "proofs.turn"],
            name="fk_proofs_about_turn",
        ),
        CheckConstraint("(kind = 'visit') = (about_turn IS NULL)", name="addenda_name_a_proof"),
        CheckConstraint("about_turn < turn", name="about_a_former_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id))
    turn: Mapped[int]
    kind: Mapped[ProofKind] = mapped_column(
        choice(ProofKind, "kind"), server_default=text("'visit'"), default=ProofKind.VISIT
    )
    about_turn: Mapped[int | None]
    why: Mapped[str] = mapped_column(server_default=text("''"), default="")
    method: Mapped[Method] = mapped_column(choice(Method, "method"))
    delivered_on: Mapped[date | None]
    has_signature: Mapped[bool]
    signer: Mapped[str]
    relationship: Mapped[Relationship | None] = mapped_column(choice(Relationship, "relationship"))
    signed_on: Mapped[date | None]
    reason: Mapped[UnsignedReason | None] = mapped_column(choice(UnsignedReason, "reason"))
    driver_note: Mapped[str]
    carrier: Mapped[str]
    package_id: Mapped[str]
    shipped_on: Mapped[date | None]
    carrier_evidence: Mapped[str]
    facility: Mapped[str]
    received_by: Mapped[str]
    discharged_on: Mapped[date | None]
    delivered_by: Mapped[str]
    tasks_done: Mapped[str]
    strokes: Mapped[str | None]
    lines: Mapped[str] = mapped_column(server_default=text("''"), default="")
    service_on: Mapped[date | None]
    sha256: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class ReceivedFile(Base):
    """A file of scans as it came: its name, the SHA-256 of its bytes, how many pages it has."""

    __tablename__ = "received_files"
    __table_args__ = (
        UniqueConstraint("sha256"),
        CheckConstraint("page_count >= 1", name="page_count_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    file_name: Mapped[str]
    page_count: Mapped[int]
    received_at: Mapped[datetime] = mapped_column(Moment)
    received_by: Mapped[str]


class ReceivedPage(Base):
    """One page of a file of scans, and what it was when it was read. Never edited.

    ``scan_no`` names it; its bytes are its attached file. ``fingerprint`` is the SHA-256 of its
    dots: a page that came before is known by it, and is not kept twice (``again``). ``barcodes`` is
    what its barcodes say, ``turned`` by how many degrees it is turned right to stand upright.
    """

    __tablename__ = "received_pages"
    __table_args__ = (
        UniqueConstraint("scan_no"),
        UniqueConstraint("file_id", "place"),
        CheckConstraint("place >= 1", name="place_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scan_no: Mapped[str]
    file_id: Mapped[int] = mapped_column(ForeignKey(ReceivedFile.id))
    place: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(index=True)
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict, "verdict"), index=True)
    barcodes: Mapped[str]
    turned: Mapped[int]
    received_at: Mapped[datetime] = mapped_column(Moment)
    received_by: Mapped[str]


class PageDecision(Base):
    """What became of a page, only ever appended; ``turn`` counts a page's decisions from 1.

    A page of two slips has one for each. ``by_barcode`` tells that nobody was asked.
    """

    __tablename__ = "page_decisions"
    __table_args__ = (
        UniqueConstraint("page_id", "turn"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
        CheckConstraint("(decision = 'filed') = (ticket_id IS NOT NULL)", name="filed_to_a_ticket"),
        CheckConstraint("decision = 'filed' OR reason <> ''", name="others_have_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey(ReceivedPage.id))
    turn: Mapped[int]
    decision: Mapped[Decision] = mapped_column(choice(Decision, "decision"))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey(Ticket.id), index=True)
    by_barcode: Mapped[bool]
    reason: Mapped[str]
    decided_at: Mapped[datetime] = mapped_column(Moment)
    decided_by: Mapped[str]


class ReturnSettlement(Base):
    """Who settled that another unit came back than was expected, and how; only ever appended.

    ``turn`` counts a line's settlements from 1: the last one counts.
    """

    __tablename__ = "return_settlements"
    __table_args__ = (
        UniqueConstraint("line_id", "turn"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey(TicketLine.id))
    turn: Mapped[int]
    settled_on: Mapped[date]
    settled: Mapped[Settled] = mapped_column(choice(Settled, "settled"))
    note: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]
