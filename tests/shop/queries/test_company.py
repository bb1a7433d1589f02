"""The letterhead by versions: each from its first day until the next one's."""

from datetime import date
from hashlib import sha256

import pytest
from sqlalchemy import Engine

from dmedesk.shop.queries.company import company_on, logo_faults
from dmedesk.shop.tables import Company, Logo
from dmedesk.store.unit_of_work import reading, unit_of_work


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 12, 31), "Old"),
        (date(2026, 1, 1), "Old"),
        (date(2026, 6, 30), "Old"),
        (date(2026, 7, 1), "New"),
        (date(2027, 1, 1), "New"),
    ],
)
def test_the_letterhead_of_a_day(day: date, name: str, shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="kim", action="x") as work:
        work.session.add(Company(name="New", from_on=date(2026, 7, 1)))
        work.session.add(Company(name="Old", from_on=date(2026, 1, 1)))
    with reading(shop_engine) as session:
        company = company_on(session, on=day)
    assert company is not None
    assert company.name == name


def test_a_shop_that_was_not_founded(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert company_on(session, on=date(2026, 1, 1)) is None


def test_a_stored_logo_that_changed_is_found(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="kim", action="x") as work:
        work.append(
            Logo, [{"name": f"{sha256(b'picture').hexdigest()}.png", "content": b"picture"}]
        )
    with reading(shop_engine) as session:
        assert list(logo_faults(session)) == []
    with unit_of_work(shop_engine, actor="kim", action="x") as work:
        work.append(Logo, [{"name": "0.png", "content": b"another"}])
    with reading(shop_engine) as session:
        assert [found.subject for found in logo_faults(session)] == ["0.png"]
