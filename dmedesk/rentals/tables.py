"""Rentals, the units that served in them, their interruptions, and the ledger of their months."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.assets.tables import Asset
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.rules import OptionAnswer, Proof, Resume
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import Cents, Moment, choice, unique_while


class Rental(RowVersioned, Base):
    """One unit with one member from a day on; ``started_on`` is the anchor of its months.

    ``asset_id`` is the unit that serves now, or served last. ``ended_on`` is the day of pick-up.
    ``months_already_paid`` months, ``paid_already_cents`` in all, were billed before the move to
    this program. ``proof_on`` is the day that the proof of delivery bears.
    """

    __tablename__ = "rentals"
    __table_args__ = (
        UniqueConstraint("rental_no"),
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ended_after_started"),
        CheckConstraint("months_already_paid >= 0", name="months_are_not_negative"),
        CheckConstraint("paid_already_cents >= 0", name="paid_is_not_negative"),
        CheckConstraint(
            "months_already_paid = 0 OR paid_already_cents IS NOT NULL", name="paid_is_known"
        ),
        unique_while("uq_rentals_asset_id_open", "asset_id", condition="ended_on IS NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rental_no: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    payer_id: Mapped[int] = mapped_column(ForeignKey(Payer.id))
    asset_id: Mapped[int] = mapped_column(ForeignKey(Asset.id), index=True)
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    months_already_paid: Mapped[int] = mapped_column(default=0)
    paid_already_cents: Mapped[int | None] = mapped_column(Cents)
    pa_required: Mapped[bool] = mapped_column(default=False)
    proof: Mapped[Proof] = mapped_column(choice(Proof, "proof"), default=Proof.NONE)
    proof_on: Mapped[date | None]


class RentalUnit(RowVersioned, Base):
    """Which unit served in a rental from a day on; ``until_on`` is the day of its exchange.

    A rental without such rows was served by its one unit throughout.
    """

    __tablename__ = "rental_units"
    __table_args__ = (
        UniqueConstraint("rental_id", "from_on"),
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="from_before_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rental_id: Mapped[int] = mapped_column(ForeignKey(Rental.id))
    asset_id: Mapped[int] = mapped_column(ForeignKey(Asset.id), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date | None]


class Interruption(RowVersioned, Base):
    """A stay away from home during a rental: from the first day away to the day of the return."""

    __tablename__ = "interruptions"
    __table_args__ = (
        UniqueConstraint("rental_id", "from_on"),
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="from_before_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rental_id: Mapped[int] = mapped_column(ForeignKey(Rental.id))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    reason: Mapped[str | None]


class Resumption(Base):
    """How a rental's months go on after a stay; only ever appended. Without one they continue.

    ``resumed_on`` is the day of the return, from which the months are counted. ``statement`` says
    why: of a new period, why the use stopped and that the earlier need ended.
    """

    __tablename__ = "resumptions"
    __table_args__ = (
        UniqueConstraint("rental_id", "resumed_on"),
        CheckConstraint("resumes <> 'continue'", name="continuing_needs_none"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rental_id: Mapped[int] = mapped_column(ForeignKey(Rental.id))
    resumed_on: Mapped[date]
    resumes: Mapped[Resume] = mapped_column(choice(Resume, "resumes"))
    statement: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class OptionFact(Base):
    """What was answered to the offer to buy a rental's unit; only ever appended, in turns.

    ``cents`` is the price that was offered. A rental that was bought ended on ``answered_on``, for
    the reason ``why``. Its charge is of billing, whose table holds it to one live one a rental.
    Where it was declined, the rental ended on ``ends_on``, or it goes on because ``goes_on_why``;
    of answers from before step 0049 neither is known.
    """

    __tablename__ = "option_facts"
    __table_args__ = (
        UniqueConstraint("rental_id", "turn"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
        CheckConstraint("cents >= 0", name="price_is_not_negative"),
        CheckConstraint("why <> ''", name="answered_for_a_reason"),
        CheckConstraint(
            "answer = 'declined' OR (ends_on IS NULL AND goes_on_why IS NULL)",
            name="a_no_says_what_follows",
        ),
        CheckConstraint("ends_on IS NULL OR goes_on_why IS NULL", name="one_thing_follows"),
        CheckConstraint("goes_on_why <> ''", name="goes_on_for_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rental_id: Mapped[int] = mapped_column(ForeignKey(Rental.id))
    turn: Mapped[int]
    answer: Mapped[OptionAnswer] = mapped_column(choice(OptionAnswer, "answer"))
    answered_on: Mapped[date]
    cents: Mapped[int] = mapped_column(Cents)
    why: Mapped[str]
    ends_on: Mapped[date | None]
    goes_on_why: Mapped[str | None]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class MonthEntry(Base):
    """The ledger of rental months, only ever appended: a month billed, credited, billed again.

    Odd turns bill the month that begins on ``from_on`` (turn 1 is round 1, turn 3 round 2), even
    turns credit the turn before. The database holds the chain: a turn is taken once, and none
    without the one before it, so a month can never stand billed twice. ``number`` is the n-th
    payable month; ``amount_cents`` is negative where it is credited, so that what a rental has
    been billed is the sum of its entries.
    """

    __tablename__ = "month_entries"
    __table_args__ = (
        UniqueConstraint("rental_id", "from_on", "turn"),
        ForeignKeyConstraint(
            ["rental_id", "from_on", "turn_before"],
            ["month_entries.rental_id", "month_entries.from_on", "month_entries.turn"],
            name="fk_month_entries_turn_before",
        ),
        CheckConstraint(
            "(turn = 1 AND turn_before IS NULL)"
            " OR (turn > 1 AND turn_before IS NOT NULL AND turn_before = turn - 1)",
            name="turns_in_a_chain",
        ),
        CheckConstraint("number >= 1", name="number_is_positive"),
        CheckConstraint(
            "(turn % 2 = 1 AND amount_cents >= 0) OR (turn % 2 = 0 AND amount_cents <= 0)",
            name="credits_are_negative",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rental_id: Mapped[int] = mapped_column(ForeignKey(Rental.id))
    from_on: Mapped[date]
    turn: Mapped[int]
    turn_before: Mapped[int | None]
    number: Mapped[int]
    amount_cents: Mapped[int] = mapped_column(Cents)
