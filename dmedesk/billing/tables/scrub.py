"""Where somebody went on over a finding of the scrub, and where that was taken back."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.billing.tables.charges import Charge
from dmedesk.rentals.tables import Rental
from dmedesk.store.base import Base
from dmedesk.store.columns import Moment


class ScrubOverride(Base):
    """One step over a finding of a rule on a line: gone on (odd turns), taken back (even turns).

    Only ever appended. The line is the month of a rental that begins on ``from_on``, or a charge
    of that day of service. ``rule`` is its key, ``why`` the reason in words.
    """

    __tablename__ = "scrub_overrides"
    __table_args__ = (
        UniqueConstraint("rule", "rental_id", "from_on", "turn"),
        UniqueConstraint("rule", "charge_id", "turn"),
        CheckConstraint("(rental_id IS NULL) <> (charge_id IS NULL)", name="a_rental_or_a_charge"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
        CheckConstraint("why <> ''", name="has_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str]
    rental_id: Mapped[int | None] = mapped_column(ForeignKey(Rental.id), index=True)
    charge_id: Mapped[int | None] = mapped_column(ForeignKey(Charge.id), index=True)
    from_on: Mapped[date]
    turn: Mapped[int]
    why: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]
