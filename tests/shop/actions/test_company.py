"""Founding a shop, and numbers without gaps (contract ``billing.md``: one more each time)."""

from datetime import date

import pytest
from sqlalchemy import Engine, select

from dmedesk.kit.errors import Refused
from dmedesk.shop.actions.company import (
    INVOICE_NUMBERS,
    change_numbering,
    close_day,
    found_shop,
    keep_logos,
    numbers_were_given,
    open_day,
    take_closed_days,
    take_numbers,
    write_letterhead,
)
from dmedesk.shop.queries.company import (
    closed_days,
    letterhead_on,
    logo_contents,
    logo_names,
    numbering,
    stored_closed_days,
)
from dmedesk.shop.tables import NumberSeries
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.printing.papers import png

FOUNDED = date(2026, 1, 1)


def _found(engine: Engine) -> None:
    with unit_of_work(engine, actor="kim", action="new") as work:
        found_shop(work, name="Example Medical", from_on=FOUNDED)


def _take(engine: Engine, count: int) -> list[str]:
    with unit_of_work(engine, actor="kim", action="post") as work:
        return take_numbers(work, key=INVOICE_NUMBERS, count=count)


def test_numbers_go_on_from_one_unit_of_work_to_the_next(shop_engine: Engine) -> None:
    _found(shop_engine)
    assert _take(shop_engine, 2) == ["INV-000001", "INV-000002"]
    assert _take(shop_engine, 0) == []
    assert _take(shop_engine, 1) == ["INV-000003"]


def test_numbers_end_in_digits_however_many_there_are(shop_engine: Engine) -> None:
    _found(shop_engine)
    with unit_of_work(shop_engine, actor="kim", action="x") as work:
        work.session.scalars(select(NumberSeries)).one().next_number = 999_999
    assert _take(shop_engine, 2) == ["INV-999999", "INV-1000000"]


def test_numbers_of_a_failed_unit_of_work_are_given_back(shop_engine: Engine) -> None:
    _found(shop_engine)
    failing = unit_of_work(shop_engine, actor="kim", action="post")
    with pytest.raises(ZeroDivisionError), failing as work:
        take_numbers(work, key=INVOICE_NUMBERS, count=5)
        raise ZeroDivisionError
    assert _take(shop_engine, 1) == ["INV-000001"]


def test_a_sequence_that_does_not_exist(shop_engine: Engine) -> None:
    with (
        pytest.raises(LookupError),
        unit_of_work(shop_engine, actor="kim", action="post") as work,
    ):
        take_numbers(work, key="orders", count=1)


def test_a_shop_is_founded_once(shop_engine: Engine) -> None:
    _found(shop_engine)
    with pytest.raises(Refused) as refused:
        _found(shop_engine)
    assert refused.value.findings[0].code == "founded_already"
    with reading(shop_engine) as session:
        assert len(session.scalars(select(NumberSeries)).all()) == 1


def test_a_letterhead_keeps_what_is_not_said(shop_engine: Engine) -> None:
    _found(shop_engine)
    later, picture = date(2026, 5, 1), png(8, 3)
    with unit_of_work(shop_engine, actor="kim", action="letterhead") as work:
        names = [*keep_logos(work, contents=[picture]), *keep_logos(work, contents=[picture])]
        said = {"city": "Lynn", "logo": names[0]}
        write_letterhead(work, said=said, from_on=later)
        write_letterhead(work, said={"phone": "617-555-0100"}, from_on=later)
    assert names[0] == names[1]
    with reading(shop_engine) as session:
        before, after = (letterhead_on(session, on=on) for on in (FOUNDED, later))
        assert logo_contents(session, names=names) == {names[0]: picture}
        assert logo_names(session) == {names[0]}
    assert (before["city"], before["logo"]) == (None, None)
    assert after == {**before, **said, "phone": "617-555-0100", "from_on": later}


def test_a_letterhead_has_a_name(shop_engine: Engine) -> None:
    _found(shop_engine)
    with (
        pytest.raises(Refused),
        unit_of_work(shop_engine, actor="kim", action="letterhead") as work,
    ):
        write_letterhead(work, said={"name": None}, from_on=FOUNDED)


def _renumber(engine: Engine, prefix: str, next_number: int, row_version: int) -> None:
    with unit_of_work(engine, actor="kim", action="change_numbering") as work:
        change_numbering(
            work, prefix=prefix, next_number=next_number, width=5, row_version=row_version
        )


def test_the_numbering_changes_forward_until_a_number_is_given(shop_engine: Engine) -> None:
    _found(shop_engine)
    _renumber(shop_engine, "2026-", 41, 1)
    assert _take(shop_engine, 1) == ["2026-00041"]
    with reading(shop_engine) as session:
        now = numbering(session, key=INVOICE_NUMBERS)
    assert now is not None
    assert (now.next_number, now.is_begun) == (42, True)
    with pytest.raises(Refused, match="no gaps"):
        _renumber(shop_engine, "2026-", 50, now.row_version)
    with pytest.raises(Refused, match="changed meanwhile"):
        _renumber(shop_engine, "2026-", 42, 1)
    _renumber(shop_engine, "M-", 42, now.row_version)
    assert _take(shop_engine, 1) == ["M-00042"]


def test_numbers_that_moved_in_were_given(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert numbering(session, key=INVOICE_NUMBERS) is None
    _found(shop_engine)
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        numbers_were_given(work, key=INVOICE_NUMBERS)
    with pytest.raises(Refused, match="no gaps"):
        _renumber(shop_engine, "INV-", 2, 2)


def test_days_on_which_the_shop_is_closed(shop_engine: Engine) -> None:
    snow, fair = date(2026, 2, 2), date(2026, 9, 1)
    with unit_of_work(shop_engine, actor="kim", action="close_day") as work:
        close_day(work, closed_on=snow, name=" Snow ")
        close_day(work, closed_on=fair, name="Fair")
        for day, name, code in (
            (snow, "Snow", "closed_already"),
            (date(2026, 3, 3), " ", "name_missing"),
        ):
            with pytest.raises(Refused) as refused:
                close_day(work, closed_on=day, name=name)
            assert refused.value.findings[0].code == code
    year = {"from_on": date(2026, 1, 1), "until_on": date(2027, 1, 1)}
    with reading(shop_engine) as session:
        found = closed_days(session, **year)
    assert [(row.closed_on, row.name) for row in found] == [(snow, "Snow"), (fair, "Fair")]
    with unit_of_work(shop_engine, actor="kim", action="open_day") as work:
        open_day(work, closed_day_id=found[0].id)
        open_day(work, closed_day_id=found[0].id)
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        take_closed_days(work, added=(), changed={found[1].id: {"name": "Big fair"}})
    with reading(shop_engine) as session:
        assert [row.values for row in stored_closed_days(session)] == [
            {"closed_on": fair, "name": "Big fair"}
        ]
