"""What came of the earlier months is told in order, and brings every page of money to life."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.billing.offers.clocks import follow_up_tiles
from dmedesk.billing.offers.payments import payment_tiles
from dmedesk.billing.queries.clocks import line_clocks
from dmedesk.billing.queries.denials import denied_lines
from dmedesk.billing.queries.owed import books, owed_by_age, receivables
from dmedesk.billing.queries.paid import list_batches
from dmedesk.billing.queries.statements import statement_rows
from dmedesk.billing.rules.clocks import ClockKind
from dmedesk.billing.rules.denials import Trouble
from dmedesk.billing.tables import Appeal, Credit, Payment, PaymentFact, WriteOff
from dmedesk.bootstrap.demo import make_demo
from dmedesk.demo.money import happenings
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import reading
from tests.demo.test_rentals import TODAYS

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_it_is_told_in_the_order_of_its_days_and_never_ahead(today: date) -> None:
    days = [one.on for one in happenings(today)]
    assert days == sorted(days)
    assert days[-1] == today


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo shop as it is made."""
    folder: Path = tmp_path_factory.mktemp("demo")
    assert make_demo(folder / "demo.dmedesk", folder=folder / "files", today=TODAY)
    return folder / "demo.dmedesk"


@pytest.fixture
def session(shop: Path) -> Iterator[Session]:
    engine = open_engine(shop)
    with reading(engine) as session:
        yield session
    engine.dispose()


def count(session: Session, table: Any) -> int:
    return len(session.scalars(select(table.id)).all())


def test_every_kind_of_fact_about_money_is_there(session: Session) -> None:
    for table in (Appeal, Credit, Payment, PaymentFact, WriteOff):
        assert count(session, table), table
    batches = list_batches(session)
    assert [one.is_closed for one in batches].count(False) == 1
    assert len(batches) > 8


def test_the_queue_has_lines_to_work_and_one_that_is_appealed(session: Session) -> None:
    troubles = {one.trouble for one in denied_lines(session, on=TODAY)}
    assert troubles >= {Trouble.DENIED, Trouble.REDUCED, Trouble.APPEALED}


def test_what_is_owed_has_several_ages_and_agrees_with_the_books(session: Session) -> None:
    rows = owed_by_age(session, TODAY)
    for age in ("age_30_cents", "age_60_cents", "age_90_cents", "age_120_cents"):
        assert any(getattr(row, age) for row in rows), age
    assert sum(row.owed_cents for row in receivables(session, TODAY)) == (
        books(session, on=TODAY).owed_cents
    )


def test_something_passed_on_and_something_waits_to(session: Session) -> None:
    assert session.scalars(select(WriteOff.id).where(WriteOff.charge_id.is_not(None))).all()
    kinds = {row.clock.kind for row in line_clocks(session, TODAY)}
    assert ClockKind.ONWARD in kinds
    assert session.scalars(select(Payment.id).where(Payment.is_deposit)).all()


def test_members_owe_and_one_paid_too_much(session: Session) -> None:
    rows = statement_rows(session, TODAY)
    assert any(row.owed_cents > 0 for row in rows)
    assert any(row.credit_cents for row in rows)


def test_todays_board_shows_them(session: Session) -> None:
    tiles = [*payment_tiles(session, TODAY), *follow_up_tiles(session, TODAY)]
    assert {tile.key for tile in tiles} == {"denied", "open_batches", "follow_ups"}
