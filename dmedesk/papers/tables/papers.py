"""Prescriptions, the papers beside them, prior authorizations and what was used of them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.members.tables import Member, Payer, Practitioner
from dmedesk.papers.rules.words import PaperKind, Step
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import Cents, Moment, choice


class Prescription(RowVersioned, Base):
    """A signed order of one code for a member. ``expires_on`` is its last good day.

    ``elements`` is what stands on it, as lines (``rules.elements``).
    """

    __tablename__ = "prescriptions"
    __table_args__ = (
        UniqueConstraint("member_id", "hcpcs", "signed_on", "practitioner_id"),
        CheckConstraint(
            "expires_on IS NULL OR expires_on >= signed_on", name="expires_after_signed"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    hcpcs: Mapped[str]
    signed_on: Mapped[date]
    practitioner_id: Mapped[int] = mapped_column(ForeignKey(Practitioner.id), index=True)
    expires_on: Mapped[date | None]
    elements: Mapped[str | None]


class SupportingPaper(RowVersioned, Base):
    """A paper beside the prescription, of one code for a member. ``expires_on`` is its last day.

    An encounter's ``signed_on`` is the day on which the member was seen. ``elements`` as those of
    a prescription.
    """

    __tablename__ = "supporting_papers"
    __table_args__ = (
        UniqueConstraint("member_id", "hcpcs", "kind", "signed_on", "practitioner_id"),
        CheckConstraint(
            "expires_on IS NULL OR expires_on >= signed_on", name="expires_after_signed"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    hcpcs: Mapped[str]
    kind: Mapped[PaperKind] = mapped_column(choice(PaperKind, "kind"))
    signed_on: Mapped[date]
    practitioner_id: Mapped[int] = mapped_column(ForeignKey(Practitioner.id), index=True)
    expires_on: Mapped[date | None]
    elements: Mapped[str | None]
    note: Mapped[str | None]


class Authorization(RowVersioned, Base):
    """A prior authorization of one code for a member; empty ``months`` is no limit of them.

    So are empty ``units`` and ``amount_cents``. ``asked_on`` is the day of the request.
    """

    __tablename__ = "authorizations"
    __table_args__ = (
        UniqueConstraint("member_id", "hcpcs", "pa_number"),
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="from_before_until"),
        CheckConstraint("months IS NULL OR months >= 0", name="months_are_not_negative"),
        CheckConstraint("units >= 0", name="units_are_not_negative"),
        CheckConstraint("amount_cents >= 0", name="amount_is_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    hcpcs: Mapped[str]
    pa_number: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    months: Mapped[int | None]
    asked_on: Mapped[date | None]
    units: Mapped[int | None]
    amount_cents: Mapped[int | None] = mapped_column(Cents)
    note: Mapped[str | None]


class AuthorizationUse(Base):
    """One month of an authorization used by an invoiced line, or given back by its credit.

    Only ever appended: ``months`` is 1 when the line is invoiced and -1 when it is credited, so
    what is used up is their sum. ``rental_id`` names a row of the rentals' house, which stands
    above this one; billing writes it down here and is its only writer.
    """

    __tablename__ = "authorization_uses"
    __table_args__ = (
        UniqueConstraint("rental_id", "month_from_on", "round", "months"),
        CheckConstraint("months IN (1, -1)", name="one_month_used_or_given_back"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authorization_id: Mapped[int] = mapped_column(ForeignKey(Authorization.id), index=True)
    rental_id: Mapped[int]
    month_from_on: Mapped[date]
    round: Mapped[int]
    months: Mapped[int]


class AuthorizationChargeUse(Base):
    """Units and money of an authorization that an invoiced charge takes, or its credit gives back.

    Only ever appended, with the charge's own turn: odd where it is invoiced, even and below zero
    where it is credited. ``charge_id`` names a row of billing's house, which stands above this one
    and is its only writer; ``what`` is the charge's number.
    """

    __tablename__ = "authorization_charge_uses"
    __table_args__ = (
        UniqueConstraint("charge_id", "turn"),
        CheckConstraint(
            "(turn % 2 = 1 AND units >= 1 AND amount_cents >= 0)"
            " OR (turn % 2 = 0 AND units <= -1 AND amount_cents <= 0)",
            name="taken_or_given_back",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authorization_id: Mapped[int] = mapped_column(ForeignKey(Authorization.id), index=True)
    charge_id: Mapped[int]
    turn: Mapped[int]
    used_on: Mapped[date]
    units: Mapped[int]
    amount_cents: Mapped[int] = mapped_column(Cents)
    what: Mapped[str]


class AuthorizationDraw(Base):
    """Units and money of an authorization used otherwise than by a rental month. Only appended.

    ``turn`` counts those of one authorization from 1. What is given back has negative figures.
    """

    __tablename__ = "authorization_draws"
    __table_args__ = (
        UniqueConstraint("authorization_id", "turn"),
        CheckConstraint("units <> 0 OR amount_cents <> 0", name="something_is_drawn"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authorization_id: Mapped[int] = mapped_column(ForeignKey(Authorization.id))
    turn: Mapped[int]
    used_on: Mapped[date]
    units: Mapped[int]
    amount_cents: Mapped[int] = mapped_column(Cents)
    what: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class AuthorizationRequest(RowVersioned, Base):
    """A request for prior authorization, as it went to the payer. ``request_no`` is our number."""

    __tablename__ = "authorization_requests"
    __table_args__ = (UniqueConstraint("request_no"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_no: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    payer_id: Mapped[int] = mapped_column(ForeignKey(Payer.id))
    hcpcs: Mapped[str]
    asked_on: Mapped[date]
    note: Mapped[str | None]


class AuthorizationStep(Base):
    """What became of a request: granted, denied, appealed. Only ever appended, ``turn`` from 1.

    ``answer_by`` is the last day on which a denial can be appealed, as it says itself;
    ``authorization_id`` is what a grant brought.
    """

    __tablename__ = "authorization_steps"
    __table_args__ = (
        UniqueConstraint("request_id", "turn"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey(AuthorizationRequest.id))
    turn: Mapped[int]
    step: Mapped[Step] = mapped_column(choice(Step, "step"))
    done_on: Mapped[date]
    answer_by: Mapped[date | None]
    authorization_id: Mapped[int | None] = mapped_column(ForeignKey(Authorization.id))
    reason: Mapped[str | None]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]
