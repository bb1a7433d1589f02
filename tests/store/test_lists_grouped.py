"""Lists in groups, what their columns come to, and rows that are looked for; on both databases."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

import pytest
from sqlalchemy import Engine

from dmedesk.kit.lists import Ask, Filter, Match, Sort
from dmedesk.members.tables import Member
from dmedesk.store.lists import ListQuery
from dmedesk.store.tables import AuditEntry
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.store.test_lists import HOMES, MEMBERS, PEOPLE, TODAY

ASKS = (
    Ask(group="zip"),
    Ask(group="zip", sorts=(Sort("zip", descending=True),)),
    Ask(group="name", sorts=(Sort("zip"),)),
    Ask(group="died", filters=(Filter("zip", Match.FROM, "02140"),)),
    Ask(group="is_alive", chip="living"),
)


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    with unit_of_work(shop_engine, actor="ana", action="enter") as work:
        for number, (last, first, zip_, died) in enumerate(PEOPLE, start=1):
            names = {"last_name": last, "first_name": first}
            made = Member(member_no=f"M{number}", zip=zip_, deceased_on=died, **names)
            work.session.add(made)
            work.session.flush()
    return shop_engine


@pytest.mark.parametrize("ask", ASKS, ids=str)
def test_groups_cover_the_ids_in_their_order(engine: Engine, ask: Ask) -> None:
    with reading(engine) as session:
        found = MEMBERS.grouped(session, ask, (), on=TODAY)
        assert list(found.ids) == list(MEMBERS.ids(session, ask, on=TODAY))
        assert sum(group.count for group in found.groups) == len(found.ids)
        keys = [group.key for group in found.groups]
        assert len(keys) == len(set(keys))


def test_texts_that_differ_in_case_alone_are_one_group(engine: Engine) -> None:
    with reading(engine) as session:
        found = HOMES.grouped(session, Ask(group="name"), ("homes",), on=TODAY)
    counts = [(group.count, group.sums) for group in found.groups]
    assert counts == [(1, (0,)), (2, (0,)), (1, (0,)), (1, (0,))]


def test_columns_are_added_up_over_all_rows_asked_for(engine: Engine) -> None:
    with reading(engine) as session:
        assert MEMBERS.totals(session, Ask(), ("homes",), on=TODAY) == {"homes": 0}
        assert MEMBERS.totals(session, Ask(), (), on=TODAY) == {}
        asked = Ask(filters=(Filter("zip", Match.IS, "02139"),))
        assert NUMBERS.totals(session, asked, ("number",), on=TODAY) == {"number": 5}
        nobody = Ask(filters=(Filter("zip", Match.IS, "09999"),))
        assert NUMBERS.totals(session, nobody, ("number",), on=TODAY) == {"number": 0}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ((Filter("name", Match.CONTAINS, "ADA"),), {3, 4}),
        ((Filter("name", Match.CONTAINS, "ada"), Filter("zip", Match.IS, "02141")), {3, 4, 5}),
        ((Filter("died", Match.CONTAINS, "2027-01"),), {4}),
        ((), set()),
    ],
)
def test_a_row_is_found_where_one_of_the_filters_fits(
    engine: Engine, wanted: tuple[Filter, ...], found: set[int]
) -> None:
    with reading(engine) as session:
        assert MEMBERS.matching(session, wanted, on=TODAY) == found


def test_moments_of_one_day_here_are_one_group(shop_engine: Engine) -> None:
    noon = datetime(2026, 11, 3, 17, tzinfo=UTC)
    for at in (noon, noon.replace(minute=30), noon.replace(day=4)):
        clock = partial(datetime.fromtimestamp, at.timestamp(), UTC)
        with unit_of_work(shop_engine, actor="ana", action="enter", clock=clock) as work:
            work.session.add(Member(member_no=f"M{at:%d%M}", last_name="a", first_name="b"))
    with reading(shop_engine) as session:
        found = ENTRIES.grouped(session, Ask("enter", group="at"), (), on=TODAY)
    assert [(group.key, group.count) for group in found.groups] == [
        (date(2026, 11, 3), 2),
        (date(2026, 11, 4), 1),
    ]


@dataclass(frozen=True, slots=True)
class Numbered:
    id: int
    number: int
    zip: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    id: int
    at: datetime


NUMBERS: ListQuery[Numbered] = ListQuery(
    Numbered, key=Member.id, columns={"number": Member.id, "zip": Member.zip}
)
ENTRIES: ListQuery[Entry] = ListQuery(
    Entry,
    key=AuditEntry.id,
    columns={"at": AuditEntry.at},
    chips={"enter": lambda _on: AuditEntry.action == "enter"},
)
