"""Serialised units, where each is and who has it, and every move and check that it made."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.assets.rules import AssetState, Condition, PlaceKind
from dmedesk.assets.rules.counts import CountStep, Settling
from dmedesk.assets.rules.criteria import CriterionKind, Stand
from dmedesk.assets.rules.maintenance import Every, LogStep
from dmedesk.assets.rules.moves import Move
from dmedesk.catalog.tables import Product
from dmedesk.members.tables import Member
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import FOLLOWS, Cents, Moment, choice


class Place(RowVersioned, Base):
    """Where units of the house are kept: a shelf, a van, a workshop; known by its name."""

    __tablename__ = "places"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[PlaceKind] = mapped_column(choice(PlaceKind, "kind"))
    closed_on: Mapped[date | None]


class Asset(RowVersioned, Base):
    """A unit. ``serial`` is as printed; ``serial_key`` is the form that is compared.

    ``turn`` is the number of its last movement (0 without any). It is with one ``holder`` or at
    one ``place``; where neither is known both are empty. A rental that moved in names its holder,
    every other one comes from a movement.

    ``inventory_no`` is the shop's own number. ``udi_di`` and ``udi_pi`` are what its label bears:
    the device identifier, and lot, serial and dates as they stand there. ``lot_expires_on`` and
    ``warranty_ends_on`` are last good days.
    """

    __tablename__ = "assets"
    __table_args__ = (
        UniqueConstraint("serial_key"),
        UniqueConstraint("inventory_no"),
        CheckConstraint("cost_cents >= 0", name="cost_is_not_negative"),
        CheckConstraint("holder_id IS NULL OR place_id IS NULL", name="in_one_place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str]
    serial_key: Mapped[str]
    product_id: Mapped[int] = mapped_column(ForeignKey(Product.id), index=True)
    condition: Mapped[Condition | None] = mapped_column(choice(Condition, "condition"))
    lot: Mapped[str | None]
    acquired_on: Mapped[date | None]
    cost_cents: Mapped[int | None] = mapped_column(Cents)
    state: Mapped[AssetState] = mapped_column(choice(AssetState, "state"))
    turn: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    holder_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id), index=True, info=FOLLOWS)
    place_id: Mapped[int | None] = mapped_column(ForeignKey(Place.id), index=True)
    inventory_no: Mapped[str | None]
    udi_di: Mapped[str | None]
    udi_pi: Mapped[str | None]
    lot_expires_on: Mapped[date | None]
    warranty_ends_on: Mapped[date | None]
    vendor: Mapped[str | None]
    purchase_invoice_no: Mapped[str | None]


class Movement(Base):
    """One move of a unit, only ever appended: from which state to which, from whom to whom.

    The turns of a unit are a chain that the database holds: none is taken twice, none without the
    one before it, so two desks can never move one unit in two ways. ``reverses`` is the turn that
    this one takes back. ``cause_kind`` and ``cause_no`` name the record that caused it by its
    number (a ticket, a repair, a recall), which stands in a house above this one.
    """

    __tablename__ = "movements"
    __table_args__ = (
        UniqueConstraint("asset_id", "turn"),
        UniqueConstraint("asset_id", "reverses"),
        ForeignKeyConstraint(
            ["asset_id", "turn_before"],
            ["movements.asset_id", "movements.turn"],
            name="fk_movements_turn_before",
        ),
        CheckConstraint(
            "(turn = 1 AND turn_before IS NULL)"
            " OR (turn > 1 AND turn_before IS NOT NULL AND turn_before = turn - 1)",
            name="turns_in_a_chain",
        ),
        CheckConstraint("(move = 'taken_back') = (reverses IS NOT NULL)", name="reversal_is_named"),
        CheckConstraint(
            "reverses IS NULL OR reverses = turn_before", name="only_the_last_is_reversed"
        ),
        CheckConstraint("(cause_kind IS NULL) = (cause_no IS NULL)", name="cause_is_named_in_full"),
        CheckConstraint("to_member_id IS NULL OR to_place_id IS NULL", name="to_one_place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    asset_id: Mapped[int] = mapped_column(ForeignKey(Asset.id))
    turn: Mapped[int]
    turn_before: Mapped[int | None]
    move: Mapped[Move] = mapped_column(choice(Move, "move"))
    moved_on: Mapped[date]
    from_state: Mapped[AssetState] = mapped_column(choice(AssetState, "from_state"))
    to_state: Mapped[AssetState] = mapped_column(choice(AssetState, "to_state"))
    from_member_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    to_member_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id), index=True)
    from_place_id: Mapped[int | None] = mapped_column(ForeignKey(Place.id))
    to_place_id: Mapped[int | None] = mapped_column(ForeignKey(Place.id))
    cause_kind: Mapped[str | None]
    cause_no: Mapped[str | None]
    note: Mapped[str | None]
    reverses: Mapped[int | None]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class UnitCheck(Base):
    """One look at a unit at the bench: what was seen, by whom, and whether it passed.

    ``seen`` are the checks that were ticked, joined by spaces. Only ever appended.
    """

    __tablename__ = "unit_checks"

    id: Mapped[int] = mapped_column(primary_key=True)
    asset_id: Mapped[int] = mapped_column(ForeignKey(Asset.id), index=True)
    checked_on: Mapped[date]
    technician: Mapped[str]
    seen: Mapped[str]
    passed: Mapped[bool]
    note: Mapped[str | None]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class AssetNote(Base):
    """What somebody wrote down about a unit. Only ever appended."""

    __tablename__ = "asset_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    asset_id: Mapped[int] = mapped_column(ForeignKey(Asset.id), index=True)
    written_at: Mapped[datetime] = mapped_column(Moment)
    written_by: Mapped[str]
    note: Mapped[str]


class Count(Base):
    """A cycle count of a place, or of all the house (no place), as it began. It is never edited."""

    __tablename__ = "counts"
    __table_args__ = (UniqueConstraint("count_no"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    count_no: Mapped[int]
    place_id: Mapped[int | None] = mapped_column(ForeignKey(Place.id), index=True)
    begun_on: Mapped[date]
    begun_at: Mapped[datetime] = mapped_column(Moment)
    begun_by: Mapped[str]


class CountUnit(Base):
    """One unit that was expected when a count began."""

    __tablename__ = "count_units"
    __table_args__ = (UniqueConstraint("count_id", "asset_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    count_id: Mapped[int] = mapped_column(ForeignKey(Count.id))
    asset_id: Mapped[int] = mapped_column(ForeignKey(Asset.id), index=True)


class CountFact(Base):
    """A scan, what became of a difference, or the end of a count. Only ever appended.

    ``scanned`` is what the scanner read, ``asset_id`` the unit that it names (empty: unknown).
    ``was_state`` and ``was_place_id`` are what the records said of it at that moment.
    """

    __tablename__ = "count_facts"
    __table_args__ = (
        UniqueConstraint("count_id", "turn"),
        CheckConstraint("(step = 'closed') = (scanned IS NULL)", name="unit_is_named"),
        CheckConstraint("(step = 'settled') = (settled IS NOT NULL)", name="settling_is_named"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    count_id: Mapped[int] = mapped_column(ForeignKey(Count.id))
    turn: Mapped[int]
    step: Mapped[CountStep] = mapped_column(choice(CountStep, "step"))
    scanned: Mapped[str | None]
    asset_id: Mapped[int | None] = mapped_column(ForeignKey(Asset.id), index=True)
    was_state: Mapped[AssetState | None] = mapped_column(choice(AssetState, "was_state"))
    was_place_id: Mapped[int | None] = mapped_column(ForeignKey(Place.id))
    settled: Mapped[Settling | None] = mapped_column(choice(Settling, "settled"))
    note: Mapped[str | None]
    done_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class MaintenancePlan(RowVersioned, Base):
    """Work that the units of a product need every so many months or hours, or at each return.

    ``source`` is where the maker says so. One that ended asks for nothing more from that day on.
    """

    __tablename__ = "maintenance_plans"
    __table_args__ = (
        UniqueConstraint("plan_no"),
        UniqueConstraint("product_id", "work"),
        CheckConstraint(
            "(every = 'return') = (interval_count IS NULL)", name="interval_is_counted"
        ),
        CheckConstraint("interval_count >= 1", name="interval_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_no: Mapped[int]
    product_id: Mapped[int] = mapped_column(ForeignKey(Product.id))
    work: Mapped[str]
    every: Mapped[Every] = mapped_column(choice(Every, "every"))
    interval_count: Mapped[int | None]
    source: Mapped[str | None]
    ended_on: Mapped[date | None]


class MaintenanceEntry(Base):
    """One entry of a unit's log: work, or a reading of its hours. Only ever appended.

    ``plan_id`` is empty for work that no plan asked for. ``reverses`` is the turn that is void.
    """

    __tablename__ = "maintenance_entries"
    __table_args__ = (
        UniqueConstraint("asset_id", "turn"),
        UniqueConstraint("asset_id", "reverses"),
        CheckConstraint("(step = 'taken_back') = (reverses IS NOT NULL)", name="reversal_is_named"),
        CheckConstraint("(step = 'work') = (work IS NOT NULL)", name="work_is_said"),
        CheckConstraint("step <> 'reading' OR hours IS NOT NULL", name="reading_has_hours"),
        CheckConstraint("hours >= 0", name="hours_are_not_negative"),
        CheckConstraint("cost_cents >= 0", name="cost_is_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    asset_id: Mapped[int] = mapped_column(ForeignKey(Asset.id))
    turn: Mapped[int]
    step: Mapped[LogStep] = mapped_column(choice(LogStep, "step"))
    done_on: Mapped[date]
    plan_id: Mapped[int | None] = mapped_column(ForeignKey(MaintenancePlan.id), index=True)
    fault: Mapped[str | None]
    work: Mapped[str | None]
    hours: Mapped[int | None]
    parts: Mapped[str | None]
    cost_cents: Mapped[int | None] = mapped_column(Cents)
    technician: Mapped[str | None]
    vendor: Mapped[str | None]
    note: Mapped[str | None]
    reverses: Mapped[int | None]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class StopCriterion(Base):
    """One criterion of a record above that stops units (a recall): what its notice means.

    ``edition`` counts the times that they were written down anew: only the last one counts, and
    none is changed. ``firm`` is whose products are meant. ``cause_kind`` and ``cause_no`` name the
    record by its number, as movements do. ``is_whole`` says that nothing is missing among them.
    """

    __tablename__ = "stop_criteria"
    __table_args__ = (
        UniqueConstraint("cause_kind", "cause_no", "edition", "place"),
        CheckConstraint("edition >= 1", name="edition_is_positive"),
        CheckConstraint("place >= 1", name="place_is_positive"),
        CheckConstraint("group_no >= 1", name="group_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cause_kind: Mapped[str]
    cause_no: Mapped[str]
    edition: Mapped[int]
    place: Mapped[int]
    firm: Mapped[str]
    is_whole: Mapped[bool]
    group_no: Mapped[int]
    kind: Mapped[CriterionKind] = mapped_column(choice(CriterionKind, "kind"))
    value: Mapped[str]
    until_value: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class StopMark(Base):
    """How a unit stands to a notice: what the match proposed, what a person said of it.

    Only ever appended; ``turn`` counts the marks of a unit and a notice from 1, and the last one
    counts. ``holder_id`` is who had the unit then.
    """

    __tablename__ = "stop_marks"
    __table_args__ = (
        UniqueConstraint("asset_id", "cause_kind", "cause_no", "turn"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
        CheckConstraint("reason <> ''", name="reason_is_said"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    asset_id: Mapped[int] = mapped_column(ForeignKey(Asset.id))
    cause_kind: Mapped[str]
    cause_no: Mapped[str] = mapped_column(index=True)
    turn: Mapped[int]
    stand: Mapped[Stand] = mapped_column(choice(Stand, "stand"))
    reason: Mapped[str]
    holder_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]
