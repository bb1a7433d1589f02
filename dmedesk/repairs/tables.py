"""Repairs, their steps, lines and substitutes, the one charge for a substitute, models compared.

Steps, lines, loans and charges are only ever appended. The database holds that a repair's
substitute is charged once, and that nothing at all is charged of equipment that the member does
not own: the ownership stands in those rows too, and a foreign key keeps it the repair's.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.tables import Ticket
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.tables import Rental
from dmedesk.repairs.rules.words import (
    Cause,
    Covered,
    Likeness,
    LineKind,
    Ownership,
    Refusal,
    Relation,
    Site,
    Stage,
    Step,
)
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import Cents, Moment, choice, unique_while

_MEMBERS_OWN = "ownership IN ('bought_here', 'bought_elsewhere')"


class Repair(RowVersioned, Base):
    """One repair, from the call on. ``item`` and ``serial_told`` are what the caller names.

    ``ownership`` is what the records told when it began; a unit that we never sold has no
    ``asset_id``. ``hcpcs`` is the code under repair. ``removed_on`` is the day on which the
    equipment was taken to the shop. ``previous_on`` is the last repair or replacement that the
    caller tells of. ``pa_number`` is that of its prior authorization.
    """

    __tablename__ = "repairs"
    __table_args__ = (
        UniqueConstraint("repair_no"),
        UniqueConstraint("id", "ownership"),
        CheckConstraint("(ownership = 'rented') = (rental_id IS NOT NULL)", name="rented_by"),
        CheckConstraint("(ownership = 'stock') = (member_id IS NULL)", name="stock_has_no_member"),
        CheckConstraint(
            "(ownership = 'bought_elsewhere') = (asset_id IS NULL)", name="ours_has_a_unit"
        ),
        CheckConstraint("(stage = 'closed') = (closed_on IS NOT NULL)", name="closed_has_a_day"),
        CheckConstraint("replacement_cents > 0", name="replacement_is_positive"),
        unique_while("uq_repairs_asset_id_open", "asset_id", condition="closed_on IS NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    repair_no: Mapped[str]
    ownership: Mapped[Ownership] = mapped_column(choice(Ownership, "ownership"))
    stage: Mapped[Stage] = mapped_column(choice(Stage, "stage"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id), index=True)
    payer_id: Mapped[int | None] = mapped_column(ForeignKey(Payer.id))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey(Asset.id), index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey(Product.id), index=True)
    rental_id: Mapped[int | None] = mapped_column(ForeignKey(Rental.id), index=True)
    item: Mapped[str]
    serial_told: Mapped[str | None]
    hcpcs: Mapped[str | None]
    asked_by: Mapped[str]
    asked_on: Mapped[date]
    fault: Mapped[str]
    cause: Mapped[Cause] = mapped_column(choice(Cause, "cause"))
    site: Mapped[Site] = mapped_column(choice(Site, "site"))
    technician: Mapped[str | None]
    promised_on: Mapped[date | None]
    replacement_cents: Mapped[int | None] = mapped_column(Cents)
    pa_number: Mapped[str | None]
    previous_on: Mapped[date | None]
    removed_on: Mapped[date | None]
    finished_on: Mapped[date | None]
    returned_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    refusal: Mapped[Refusal | None] = mapped_column(choice(Refusal, "refusal"))


class RepairStep(Base):
    """One thing that happened in a repair; ``turn`` counts them from 1.

    ``party`` is who else is in it (the vendor, whoever signed), ``reference`` a number of theirs,
    ``amount_cents`` what they bear, ``ticket_id`` the slip that it opened.
    """

    __tablename__ = "repair_steps"
    __table_args__ = (
        UniqueConstraint("repair_id", "turn"),
        CheckConstraint("amount_cents >= 0", name="amount_is_not_negative"),
        CheckConstraint("relation IS NULL OR step = 'returned'", name="relation_of_a_signer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    repair_id: Mapped[int] = mapped_column(ForeignKey(Repair.id))
    turn: Mapped[int]
    step: Mapped[Step] = mapped_column(choice(Step, "step"))
    happened_on: Mapped[date]
    note: Mapped[str]
    party: Mapped[str | None]
    reference: Mapped[str | None]
    relation: Mapped[Relation | None] = mapped_column(choice(Relation, "relation"))
    amount_cents: Mapped[int | None] = mapped_column(Cents)
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey(Ticket.id), index=True)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class RepairLine(Base):
    """A part, labor, direct service or a vendor's work. ``reverses`` is the turn that is void.

    ``amount_cents`` is what is asked for the whole line, ``cost_cents`` what it costs the house;
    ``minutes`` is the time that it took. ``citation`` is where an amount of the rate engine stands.
    """

    __tablename__ = "repair_lines"
    __table_args__ = (
        UniqueConstraint("repair_id", "turn"),
        UniqueConstraint("repair_id", "reverses"),
        ForeignKeyConstraint(
            ["repair_id", "ownership"],
            ["repairs.id", "repairs.ownership"],
            name="fk_repair_lines_ownership",
        ),
        CheckConstraint(f"covered <> 'charged' OR {_MEMBERS_OWN}", name="only_own_is_charged"),
        CheckConstraint("(kind = 'taken_back') = (reverses IS NOT NULL)", name="reversal_is_named"),
        CheckConstraint("reverses < turn", name="a_former_one_is_void"),
        CheckConstraint("quantity >= 1", name="quantity_is_positive"),
        CheckConstraint("amount_cents >= 0", name="amount_is_not_negative"),
        CheckConstraint("cost_cents >= 0", name="cost_is_not_negative"),
        CheckConstraint("minutes >= 0", name="minutes_are_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    repair_id: Mapped[int] = mapped_column(ForeignKey(Repair.id))
    ownership: Mapped[Ownership] = mapped_column(choice(Ownership, "ownership"))
    turn: Mapped[int]
    kind: Mapped[LineKind] = mapped_column(choice(LineKind, "kind"))
    done_on: Mapped[date]
    description: Mapped[str]
    hcpcs: Mapped[str | None]
    modifiers: Mapped[str]
    quantity: Mapped[int]
    amount_cents: Mapped[int] = mapped_column(Cents)
    cost_cents: Mapped[int | None] = mapped_column(Cents)
    minutes: Mapped[int | None]
    covered: Mapped[Covered] = mapped_column(choice(Covered, "covered"))
    technician: Mapped[str | None]
    citation: Mapped[str]
    reverses: Mapped[int | None]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class RepairLoan(Base):
    """A substitute of a repair, and why it is comparable; ``ticket_id`` is the slip that brings it.

    Where it is now is told by that slip and by the unit's moves.
    """

    __tablename__ = "repair_loans"
    __table_args__ = (
        UniqueConstraint("repair_id", "turn"),
        UniqueConstraint("ticket_id"),
        CheckConstraint("reason <> ''", name="comparable_for_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    repair_id: Mapped[int] = mapped_column(ForeignKey(Repair.id))
    turn: Mapped[int]
    asset_id: Mapped[int] = mapped_column(ForeignKey(Asset.id), index=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id))
    likeness: Mapped[Likeness] = mapped_column(choice(Likeness, "likeness"))
    reason: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class SubstituteCharge(Base):
    """What is charged for the substitute of a repair: once (101 CMR 322.03(14)(b)).

    ``citations``, ``readings`` and ``derivation`` are the rate engine's, a line each. Where the
    amount is a ceiling only, ``confirmed_by`` is the person who confirmed it.
    """

    __tablename__ = "substitute_charges"
    __table_args__ = (
        UniqueConstraint("repair_id"),
        ForeignKeyConstraint(
            ["repair_id", "ownership"],
            ["repairs.id", "repairs.ownership"],
            name="fk_substitute_charges_ownership",
        ),
        CheckConstraint(_MEMBERS_OWN, name="only_own_is_charged"),
        CheckConstraint("amount_cents > 0", name="amount_is_positive"),
        CheckConstraint(
            "confirmed_by IS NOT NULL OR NOT is_ceiling", name="ceilings_are_confirmed"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    repair_id: Mapped[int] = mapped_column(ForeignKey(Repair.id))
    ownership: Mapped[Ownership] = mapped_column(choice(Ownership, "ownership"))
    loan_id: Mapped[int] = mapped_column(ForeignKey(RepairLoan.id))
    charged_on: Mapped[date]
    hcpcs: Mapped[str]
    modifiers: Mapped[str]
    amount_cents: Mapped[int] = mapped_column(Cents)
    basis: Mapped[str]
    citations: Mapped[str]
    readings: Mapped[str]
    derivation: Mapped[str]
    is_ceiling: Mapped[bool]
    confirmed_by: Mapped[str | None]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class ModelTraits(RowVersioned, Base):
    """What a model is compared by. ``capacity_pounds`` is the heaviest person that it bears."""

    __tablename__ = "model_traits"
    __table_args__ = (
        UniqueConstraint("product_id"),
        CheckConstraint("capacity_pounds > 0", name="capacity_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey(Product.id))
    size: Mapped[str | None]
    capacity_pounds: Mapped[int | None]
    features: Mapped[str | None]
