"""Who may do what here: the door's question."""

from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.shop.queries.staff import may_do, person_signed_in, sign_in_names
from dmedesk.store.unit_of_work import reading
from tests.shop.staffed import TODAY, staffed


def asked(engine: Engine, action: str, person_id: int | None, on: date = TODAY) -> str | None:
    with reading(engine) as session:
        person = may_do(session, action=action, person_id=person_id, on=on)
        return person.name if person else None


def test_a_shop_without_staff_asks_nobody(shop_engine: Engine) -> None:
    assert asked(shop_engine, "post_month", None) is None
    with reading(shop_engine) as session:
        assert sign_in_names(session, on=TODAY) == []


def test_who_has_the_tick_may(shop_engine: Engine) -> None:
    ids = staffed(shop_engine)
    assert asked(shop_engine, "post_month", ids["Ben"]) == "Ben"
    assert asked(shop_engine, "sign_in", None) is None
    with reading(shop_engine) as session:
        assert "import" in person_signed_in(session, person_id=ids["Ana"]).allowed


def test_who_has_not_is_told_who_may(shop_engine: Engine) -> None:
    ids = staffed(shop_engine)
    with pytest.raises(Refused, match="done by an owner or a biller: Ana, Ben"):
        asked(shop_engine, "post_month", ids["Dan"])


@pytest.mark.parametrize(
    ("name", "on", "message"),
    [
        (None, TODAY, "Nobody has signed in"),
        ("Ben", date(2025, 12, 31), "Ben does not work here today"),
    ],
)
def test_nobody_and_one_who_is_not_here(
    shop_engine: Engine, name: str | None, on: date, message: str
) -> None:
    ids = staffed(shop_engine)
    with pytest.raises(Refused, match=message):
        asked(shop_engine, "post_month", ids[name] if name else None, on)
