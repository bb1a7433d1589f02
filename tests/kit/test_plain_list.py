"""A list over plain rows answers as a list of the database does."""

from dataclasses import dataclass
from datetime import date

import pytest

from dmedesk.kit.lists import Ask, Filter, Match, Sort
from dmedesk.kit.plain_list import PlainList

ON = date(2026, 11, 3)


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    name: str
    cents: int | None


ROWS = [Row(1, "beta", 300), Row(2, "Alpha", None), Row(3, "Gamma ray", 100)]
LIST: PlainList[Row] = PlainList(
    lambda _session, _on: ROWS, chips={"priced": lambda row, _on: row.cents is not None}
)


@pytest.mark.parametrize(
    ("ask", "ids"),
    [
        (Ask(), [1, 2, 3]),
        (Ask("priced"), [1, 3]),
        (Ask(sorts=(Sort("name"),)), [2, 1, 3]),
        (Ask(sorts=(Sort("cents"),)), [3, 1, 2]),
        (Ask(sorts=(Sort("cents", descending=True),)), [1, 3, 2]),
        (Ask(filters=(Filter("name", Match.CONTAINS, "A R"),)), [3]),
        (Ask(filters=(Filter("cents", Match.IS, None),)), [2]),
        (Ask(filters=(Filter("cents", Match.FROM, 200),)), [1]),
        (Ask(filters=(Filter("cents", Match.TO, 100),)), [3]),
    ],
)
def test_rows_are_chosen_and_sorted(ask: Ask, ids: list[int]) -> None:
    assert LIST.ids(None, ask, on=ON) == ids


def test_rows_come_in_the_order_of_their_ids_and_chips_are_counted() -> None:
    fresh: PlainList[Row] = PlainList(lambda _session, _on: ROWS)
    assert [row.id for row in fresh.rows(None, [3, 9, 1], on=ON)] == [3, 1]
    assert LIST.counts(None, on=ON) == {"": 3, "priced": 2}


def test_rows_stand_in_groups_whatever_they_are_sorted_by() -> None:
    rows = [*ROWS, Row(4, "ALPHA", 50)]
    fresh: PlainList[Row] = PlainList(lambda _session, _on: rows)
    asked = Ask(sorts=(Sort("cents"), Sort("name", descending=True)), group="name")
    found = fresh.grouped(None, asked, ("cents",), on=ON)
    assert list(found.ids) == fresh.ids(None, asked, on=ON) == [3, 1, 4, 2]
    assert [(one.count, one.sums) for one in found.groups] == [(1, (100,)), (1, (300,)), (2, (50,))]


def test_totals_and_matches_are_those_of_the_rows() -> None:
    asked = Ask(filters=(Filter("cents", Match.FROM, 200),))
    assert LIST.totals(None, Ask(), ("cents",), on=ON) == {"cents": 400}
    assert LIST.totals(None, asked, ("cents",), on=ON) == {"cents": 300}
    wanted = [Filter("name", Match.CONTAINS, "ray"), Filter("cents", Match.IS, 300)]
    assert LIST.matching(None, wanted, on=ON) == {1, 3}
    assert LIST.matching(None, (), on=ON) == set()


def test_a_dated_list_is_asked_as_of_its_own_day_with_answers_of_its_own() -> None:
    asked: list[date] = []

    def read(_session: object, on: date) -> list[Row]:
        asked.append(on)
        return ROWS[: 1 if on < ON else 3]

    whole: PlainList[Row] = PlainList(read)
    dated = whole.dated()
    assert dated.ids(None, on=ON) == [1, 2, 3]
    dated.day = date(2026, 10, 31)
    assert dated.ids(None, on=ON) == [1]
    assert dated.counts(None, on=ON) == {"": 1}
    assert dated.matching(None, [Filter("name", Match.CONTAINS, "a")], on=ON) == {1}
    assert whole.ids(None, on=ON) == [1, 2, 3]
    assert asked[1:4] == [dated.day] * 3
