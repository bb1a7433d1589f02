"""The shop itself: letterhead, numbering, staff and their rights, policies, texts, closed days."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.shop.rules.rights import Right, Role
from dmedesk.shop.rules.texts import TextKind
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import SECRET, Moment, choice


class Logo(Base):
    """A picture that letterheads bear: never edited, for posted invoices refer to it by name.

    ``name`` is the SHA-256 of its bytes (hex) and its kind, ``.png`` or ``.jpg``.
    """

    __tablename__ = "logos"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Company(RowVersioned, Base):
    """One version of the letterhead: in force from its first day until the next version's."""

    __tablename__ = "companies"
    __table_args__ = (UniqueConstraint("from_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    from_on: Mapped[date]
    name: Mapped[str]
    address1: Mapped[str | None]
    address2: Mapped[str | None]
    city: Mapped[str | None]
    state: Mapped[str | None]
    zip: Mapped[str | None]
    phone: Mapped[str | None]
    npi: Mapped[str | None]
    logo: Mapped[str | None] = mapped_column(ForeignKey(Logo.name))


class NumberSeries(RowVersioned, Base):
    """A sequence without gaps: ``prefix``, then ``next_number`` in at least ``width`` digits.

    ``is_begun`` once a number was given: from then on the next one follows.
    """

    __tablename__ = "number_series"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("next_number >= 1", name="next_number_is_positive"),
        CheckConstraint("width >= 1", name="width_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    prefix: Mapped[str]
    next_number: Mapped[int]
    width: Mapped[int]
    is_begun: Mapped[bool] = mapped_column(server_default=text("false"))


class Person(RowVersioned, Base):
    """Who works here, from a first day up to, and without, ``until_on``. Known by the name."""

    __tablename__ = "staff"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="from_before_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]


class Pin(Base):
    """What is kept of a person's PIN, and the wrong tries since the last right one.

    The trail keeps that it was changed, and nothing of the hash.
    """

    __tablename__ = "staff_pins"
    __table_args__ = (
        UniqueConstraint("person_id"),
        CheckConstraint("wrong_count >= 0", name="wrong_count_is_a_count"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id))
    method: Mapped[str]
    salt: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)
    digest: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)
    wrong_count: Mapped[int] = mapped_column(server_default=text("0"))
    wrong_at: Mapped[datetime | None] = mapped_column(Moment)
    right_at: Mapped[datetime | None] = mapped_column(Moment)


class RoleRight(RowVersioned, Base):
    """A tick that was set or taken off; what has no row is as the role was ready-made."""

    __tablename__ = "role_rights"
    __table_args__ = (UniqueConstraint("role", "right_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    right_name: Mapped[Right] = mapped_column(choice(Right, "right_name"))
    is_ticked: Mapped[bool]


class Policy(Base):
    """What was chosen, from a day on: only ever appended.

    ``regime`` and ``payer_code`` are empty where it holds for all. The payer is named by its code:
    payers are a neighbour's.
    """

    __tablename__ = "policies"
    __table_args__ = (Index(None, "key", "regime", "payer_code", "from_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    regime: Mapped[str]
    payer_code: Mapped[str]
    from_on: Mapped[date]
    value: Mapped[str]
    why: Mapped[str]
    said_by: Mapped[str]
    said_at: Mapped[datetime] = mapped_column(Moment)


class ClosedDay(RowVersioned, Base):
    """A day on which this shop is closed, beside the legal holidays."""

    __tablename__ = "closed_days"
    __table_args__ = (UniqueConstraint("closed_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    closed_on: Mapped[date]
    name: Mapped[str]


class KeptView(Base):
    """How somebody sees a list: chosen and named by them, or (without a name) as they left it.

    A convenience: it is in no audit trail, and does not move with the shop's files.
    """

    __tablename__ = "saved_views"
    __table_args__ = (UniqueConstraint("owner", "list_key", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str]
    list_key: Mapped[str]
    name: Mapped[str]
    content: Mapped[str]


class PaperText(Base):
    """One version of a text of the papers, from a day on: only ever appended.

    Of one kind the version of the latest day counts, then the one written last. An empty
    ``content`` prints nothing from its day on.
    """

    __tablename__ = "paper_texts"
    __table_args__ = (Index(None, "kind", "from_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[TextKind] = mapped_column(choice(TextKind, "kind"))
    from_on: Mapped[date]
    content: Mapped[str]
    written_by: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(Moment)
