"""Counts read back: nothing where there is nothing, few statements however many there are."""

from sqlalchemy import Engine

from dmedesk.assets.actions.counting import begin_count, scan_in_count
from dmedesk.assets.queries.counted import COUNTS, counted_of, read_count, tally_of
from dmedesk.assets.rules import PlaceKind
from dmedesk.assets.tables import Place
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import TODAY, a_product, a_unit, working
from tests.statements import statements_of


def test_where_nothing_was_counted_there_is_nothing(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert COUNTS.ids(session, on=TODAY) == []
        assert read_count(session, 1) is None
        assert tally_of(session, 1) == {}
        assert counted_of(session, 1) == []


def test_many_counts_cost_as_many_statements_as_one(shop_engine: Engine) -> None:
    a_product(shop_engine)
    a_unit(shop_engine)
    spent = []
    for number in range(2):
        with working(shop_engine) as work:
            work.session.add(Place(name=f"Shelf {number}", kind=PlaceKind.SHELF))
            work.session.flush()
            count_id = begin_count(work, place_id=number + 1, begun_on=TODAY)
            scan_in_count(work, count_id=count_id, scanned="SN-0001", scanned_on=TODAY)
        with reading(shop_engine) as session, statements_of(shop_engine) as statements:
            rows = COUNTS.rows(session, COUNTS.ids(session, on=TODAY), on=TODAY)
        assert [(row.unexpected, row.open) for row in rows] == [(1, 1)] * (number + 1)
        spent.append(len(statements))
    assert spent[0] == spent[1]
