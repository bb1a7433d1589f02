"""Worksheets of individual consideration: what an item costs us, and what may be charged for it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.catalog.rules.words import Family
from dmedesk.members.tables import Member
from dmedesk.papers.rules.worksheet import WorksheetOf
from dmedesk.papers.tables.papers import AuthorizationRequest
from dmedesk.store.base import Base
from dmedesk.store.columns import Cents, Moment, choice


class Worksheet(Base):
    """One worksheet, as it was made: money in cents of one unit, ``result_cents`` what it came to.

    Only ever appended: what turns out otherwise is a further one. ``request_id`` is the request for
    authorization that it lies with; ``discounts`` stand in their order, as ``20% 10.00``.
    """

    __tablename__ = "worksheets"
    __table_args__ = (
        UniqueConstraint("worksheet_no"),
        CheckConstraint("result_cents >= 0", name="result_is_not_negative"),
        CheckConstraint("rental_month >= 1", name="month_is_positive"),
        CheckConstraint(
            "(what = 'capped_rent') = (rental_month IS NOT NULL)", name="capped_rent_has_a_month"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    worksheet_no: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id), index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey(AuthorizationRequest.id), index=True)
    priced_on: Mapped[date]
    what: Mapped[WorksheetOf] = mapped_column(choice(WorksheetOf, "what"))
    hcpcs: Mapped[str]
    description: Mapped[str]
    family: Mapped[Family] = mapped_column(choice(Family, "family"))
    catalogue_cents: Mapped[int | None] = mapped_column(Cents)
    list_cents: Mapped[int | None] = mapped_column(Cents)
    discounts: Mapped[str]
    invoice_cents: Mapped[int | None] = mapped_column(Cents)
    quote_cents: Mapped[int | None] = mapped_column(Cents)
    timely_percentage: Mapped[str]
    timely_terms: Mapped[str]
    markup_percentage: Mapped[int | None]
    usual_charge_cents: Mapped[int] = mapped_column(Cents)
    rental_month: Mapped[int | None]
    note: Mapped[str]
    result_cents: Mapped[int] = mapped_column(Cents)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]
