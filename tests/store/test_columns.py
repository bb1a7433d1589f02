"""Money stays whole, moments stay in UTC, choices stay within their list: on both databases."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import pytest
from sqlalchemy import Engine, MetaData, select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from dmedesk.store.base import CONSTRAINT_NAMES
from dmedesk.store.columns import CHOICE_LENGTH, Cents, Moment, choice
from dmedesk.store.engine import writing


class Own(DeclarativeBase):
    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)


class Mood(StrEnum):
    CALM = "calm"
    IN_A_HURRY = "in_a_hurry"


class Visit(Own):
    __tablename__ = "visits"
    id: Mapped[int] = mapped_column(primary_key=True)
    fee_cents: Mapped[int | None] = mapped_column(Cents)
    seen_at: Mapped[datetime | None] = mapped_column(Moment)
    mood: Mapped[Mood | None] = mapped_column(choice(Mood, "mood"))


@pytest.fixture
def visits(shop_engine: Engine) -> "Session":
    with writing(shop_engine).begin() as connection:
        Own.metadata.create_all(connection)
    return Session(writing(shop_engine))


@pytest.fixture(autouse=True)
def _leave_nothing(shop_engine: Engine, visits: Session) -> object:
    yield
    visits.close()
    with writing(shop_engine).begin() as connection:
        Own.metadata.drop_all(connection)


@pytest.mark.parametrize("cents", [0, 1, -1, 123_456, 2**53 + 1, -(2**62), None])
def test_cents_come_back_exactly(visits: Session, cents: int | None) -> None:
    visits.add(Visit(fee_cents=cents))
    visits.flush()
    visits.expire_all()
    assert visits.scalars(select(Visit)).one().fee_cents == cents


@pytest.mark.parametrize("wrong", [1.0, Decimal(1), Fraction(1), "1", True])
def test_anything_but_whole_cents_is_refused(visits: Session, wrong: object) -> None:
    visits.add(Visit(fee_cents=wrong))
    with pytest.raises(StatementError, match="int of cents"):
        visits.flush()


def test_a_moment_comes_back_in_utc(visits: Session) -> None:
    boston = timezone(timedelta(hours=-4))
    visits.add(Visit(seen_at=datetime(2026, 10, 31, 22, 15, 30, 123456, tzinfo=boston)))
    visits.flush()
    visits.expire_all()
    seen_at = visits.scalars(select(Visit)).one().seen_at
    assert seen_at == datetime(2026, 11, 1, 2, 15, 30, 123456, tzinfo=UTC)
    assert seen_at.tzinfo is UTC


def test_moments_compare_across_zones(visits: Session) -> None:
    noon = datetime(2026, 10, 31, 12, 0, tzinfo=UTC)
    visits.add_all([Visit(seen_at=noon), Visit(seen_at=noon + timedelta(microseconds=1))])
    visits.flush()
    boston = noon.astimezone(timezone(timedelta(hours=-4)))
    assert len(visits.scalars(select(Visit).where(Visit.seen_at <= boston)).all()) == 1


def test_a_moment_without_its_zone_is_refused(visits: Session) -> None:
    visits.add(Visit(seen_at=datetime(2026, 10, 31, 12, 0)))  # noqa: DTZ001
    with pytest.raises(StatementError, match="time zone"):
        visits.flush()


def test_a_choice_is_stored_as_its_text(visits: Session) -> None:
    visits.add(Visit(mood=Mood.IN_A_HURRY))
    visits.flush()
    visits.expire_all()
    assert visits.scalar(text("SELECT mood FROM visits")) == "in_a_hurry"
    assert visits.scalars(select(Visit)).one().mood is Mood.IN_A_HURRY


def test_the_database_itself_refuses_another_choice(visits: Session) -> None:
    with pytest.raises(IntegrityError, match="ck_visits_mood"):
        visits.execute(text("INSERT INTO visits (mood) VALUES ('furious')"))


@pytest.mark.parametrize(
    ("value", "taken"),
    [
        ("calm", True),
        ("x" * CHOICE_LENGTH, True),
        ("Calm", False),
        ("x" * (CHOICE_LENGTH + 1), False),
    ],
)
def test_choices_are_short_and_lower_case(value: str, taken: bool) -> None:
    options = StrEnum("options", {"ONE": value})
    if taken:
        assert choice(options, "one").enums == [value]
    else:
        with pytest.raises(ValueError, match="lower-case"):
            choice(options, "one")
