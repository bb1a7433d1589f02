"""What the owner turned on: which paper a payer wants for what, from when, and who says so."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.catalog.rules.words import Family
from dmedesk.members.tables import Payer
from dmedesk.papers.rules.words import RequirementKind, Service
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import choice


class Requirement(RowVersioned, Base):
    """One requirement of a payer, from a day up to, and without, ``until_on``.

    An empty ``hcpcs`` or ``family`` is every one; ``number`` is in the unit of its kind, ``text``
    the key of what must stand on a paper, or of a rule of the scrub. ``proposal`` is the shipped
    one that it came from (empty: the shop's own), ``citation`` and ``why`` say who wants it.
    """

    __tablename__ = "requirements"
    __table_args__ = (
        UniqueConstraint("requirement_no"),
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="from_before_until"),
        CheckConstraint("number >= 1", name="number_is_positive"),
        CheckConstraint("hcpcs = '' OR family IS NULL", name="a_code_or_a_family"),
        CheckConstraint(
            "(kind IN ('elements', 'scrub')) = (text <> '')", name="elements_and_rules_have_a_text"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    requirement_no: Mapped[str]
    payer_id: Mapped[int] = mapped_column(ForeignKey(Payer.id), index=True)
    kind: Mapped[RequirementKind] = mapped_column(choice(RequirementKind, "kind"))
    hcpcs: Mapped[str]
    family: Mapped[Family | None] = mapped_column(choice(Family, "family"))
    service: Mapped[Service] = mapped_column(choice(Service, "service"))
    number: Mapped[int | None]
    text: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    proposal: Mapped[str]
    citation: Mapped[str]
    why: Mapped[str]
