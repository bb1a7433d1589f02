"""One-off charges: what was entered, what proves it, what was billed of it. Only ever appended."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.assets.rules import Condition
from dmedesk.assets.tables import Asset
from dmedesk.billing.rules.charges import ChargeKind, SourceKind
from dmedesk.catalog.tables import Product
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.rules import Proof
from dmedesk.store.base import Base
from dmedesk.store.columns import Cents, Moment, choice


class ChargeClaim(Base):
    """Who charges a source: odd turns claim it for a charge, even turns let it go again.

    A turn is taken once, and none without the one before it: so no thing ever has two live
    charges. ``why`` is the reason for which a charge was withdrawn; empty for a claim.
    """

    __tablename__ = "charge_claims"
    __table_args__ = (
        UniqueConstraint("source", "source_no", "turn"),
        ForeignKeyConstraint(
            ["source", "source_no", "turn_before"],
            ["charge_claims.source", "charge_claims.source_no", "charge_claims.turn"],
            name="fk_charge_claims_turn_before",
        ),
        CheckConstraint(
            "(turn = 1 AND turn_before IS NULL)"
            " OR (turn > 1 AND turn_before IS NOT NULL AND turn_before = turn - 1)",
            name="turns_in_a_chain",
        ),
        CheckConstraint("(turn % 2 = 0) = (why <> '')", name="withdrawn_for_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[SourceKind] = mapped_column(choice(SourceKind, "source"))
    source_no: Mapped[str]
    turn: Mapped[int]
    turn_before: Mapped[int | None]
    why: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class Charge(Base):
    """One thing that is charged once to one payer of a member.

    ``service_on`` is the date of service. ``modifiers`` are those beside the engine's own, joined
    by spaces. ``usual_charge_cents`` is for one unit (direct service: one hour), ``asked`` are the
    further keys that the engine needs for this kind, as ``docs/formats/price.md`` has them: a JSON
    object. ``why_payer`` says why this payer, where the law asks (``rules.paying``). The claim that
    it rests on says where it comes from.
    """

    __tablename__ = "charges"
    __table_args__ = (
        UniqueConstraint("charge_no"),
        UniqueConstraint("source", "source_no", "source_turn"),
        ForeignKeyConstraint(
            ["source", "source_no", "source_turn"],
            ["charge_claims.source", "charge_claims.source_no", "charge_claims.turn"],
            name="fk_charges_source",
        ),
        CheckConstraint("source_turn % 2 = 1", name="rests_on_a_claim"),
        CheckConstraint(
            "(kind = 'purchase_option') = (source = 'purchase_option')", name="option_of_a_rental"
        ),
        CheckConstraint("units >= 1", name="units_are_positive"),
        CheckConstraint("usual_charge_cents >= 0", name="charge_is_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    charge_no: Mapped[str]
    source: Mapped[SourceKind] = mapped_column(choice(SourceKind, "source"))
    source_no: Mapped[str]
    source_turn: Mapped[int]
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    payer_id: Mapped[int] = mapped_column(ForeignKey(Payer.id))
    kind: Mapped[ChargeKind] = mapped_column(choice(ChargeKind, "kind"))
    service_on: Mapped[date] = mapped_column(index=True)
    hcpcs: Mapped[str]
    modifiers: Mapped[str]
    description: Mapped[str]
    product_id: Mapped[int | None] = mapped_column(ForeignKey(Product.id))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey(Asset.id), index=True)
    condition: Mapped[Condition] = mapped_column(choice(Condition, "condition"))
    units: Mapped[int]
    usual_charge_cents: Mapped[int | None] = mapped_column(Cents)
    asked: Mapped[str]
    pa_required: Mapped[bool]
    why_payer: Mapped[str] = mapped_column(server_default=text("''"), default="")
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class ChargeProof(Base):
    """What proves that a charge's thing was handed over or done; the last one counts."""

    __tablename__ = "charge_proofs"
    __table_args__ = (
        UniqueConstraint("charge_id", "turn"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    charge_id: Mapped[int] = mapped_column(ForeignKey(Charge.id))
    turn: Mapped[int]
    proof: Mapped[Proof] = mapped_column(choice(Proof, "proof"))
    proof_on: Mapped[date | None]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class ChargeEntry(Base):
    """The ledger of charges: billed (odd turns), credited (even turns), billed again.

    As the ledger of rental months: the database refuses a turn that stands already, or whose turn
    before is missing, and what a charge has been billed is the sum of its entries.
    """

    __tablename__ = "charge_entries"
    __table_args__ = (
        UniqueConstraint("charge_id", "turn"),
        ForeignKeyConstraint(
            ["charge_id", "turn_before"],
            ["charge_entries.charge_id", "charge_entries.turn"],
            name="fk_charge_entries_turn_before",
        ),
        CheckConstraint(
            "(turn = 1 AND turn_before IS NULL)"
            " OR (turn > 1 AND turn_before IS NOT NULL AND turn_before = turn - 1)",
            name="turns_in_a_chain",
        ),
        CheckConstraint(
            "(turn % 2 = 1 AND amount_cents >= 0) OR (turn % 2 = 0 AND amount_cents <= 0)",
            name="credits_are_negative",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    charge_id: Mapped[int] = mapped_column(ForeignKey(Charge.id))
    turn: Mapped[int]
    turn_before: Mapped[int | None]
    amount_cents: Mapped[int] = mapped_column(Cents)
