"""Counts read back: nothing where there is nothing, few statements however many there are."""

from sqlalchemy import Engine

from dmedesk.assets.actions.counting import begin_count, scan_in_count
from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.queries.counted import COUNTS, count_paper, counted_of, read_count, tally_of
from dmedesk.assets.rules import PlaceKind
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.sheets.count import count_pdf
from dmedesk.assets.tables import Place
from dmedesk.shop.actions.company import found_shop
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


def test_the_sheet_names_what_is_expected_with_its_state(shop_engine: Engine) -> None:
    a_product(shop_engine)
    a_unit(shop_engine, inventory_no="INV-7")
    a_unit(shop_engine, serial="SN-0002")
    with working(shop_engine) as work:
        move_unit(work, asset_id=2, move=Move.QUARANTINED, moved_on=TODAY)
        found_shop(work, name="Example Medical", from_on=TODAY)
        begin_count(work, place_id=None, begun_on=TODAY)
    a_unit(shop_engine, serial="SN-0003")
    with reading(shop_engine) as session:
        paper = count_paper(session, count_id=1, on=TODAY)
    assert (paper.supplier.name, paper.place, paper.number, paper.counted_on) == (
        "Example Medical",
        "All the house",
        "COUNT-1",
        TODAY,
    )
    assert [(one.serial, one.inventory_no, one.about) for one in paper.lines] == [
        ("SN-0001", "INV-7", ""),
        ("SN-0002", "", "set apart"),
    ]
    assert count_pdf(paper).startswith(b"%PDF")
