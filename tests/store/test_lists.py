"""Lists on both databases: the ids in the order asked, rows by their ids, counts of the chips."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, and_, case, event, func, literal, select

from dmedesk.kit.lists import Ask, Filter, Match, Sort
from dmedesk.members.tables import Member, Residence
from dmedesk.store.lists import ListQuery
from dmedesk.store.tables import AuditEntry
from dmedesk.store.unit_of_work import reading, unit_of_work

TODAY = date(2026, 11, 29)


@dataclass(frozen=True, slots=True)
class MemberRow:
    id: int
    name: str
    zip: str | None
    died: date | None
    homes: int


MEMBERS: ListQuery[MemberRow] = ListQuery(
    MemberRow,
    key=Member.id,
    columns={
        "name": Member.last_name + ", " + Member.first_name,
        "zip": Member.zip,
        "died": Member.deceased_on,
        "homes": select(func.count())
        .where(Residence.member_id == Member.id)
        .correlate(Member)
        .scalar_subquery(),
        "is_alive": lambda on: case(
            (and_(Member.deceased_on.is_not(None), Member.deceased_on <= on), literal("no")),
            else_=literal("yes"),
        ),
    },
    chips={
        "living": lambda on: Member.deceased_on.is_(None) | (Member.deceased_on > on),
        "no_zip": lambda _on: Member.zip.is_(None),
    },
    default=(Sort("name"),),
)

PEOPLE: tuple[tuple[str, str, str | None, date | None], ...] = (
    ("silva", "Ana", "02139", None),
    ("Łukasz", "Jan", "02140", date(2026, 11, 29)),
    ("Adams", "Bo", None, None),
    ("adams", "Al", "02139", date(2027, 1, 1)),
    ("100%_x\\y", "Zed", "02141", None),
)


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    with unit_of_work(shop_engine, actor="ana", action="enter") as work:
        for number, (last, first, zip_, died) in enumerate(PEOPLE, start=1):
            work.session.add(
                Member(
                    member_no=f"M{number}",
                    last_name=last,
                    first_name=first,
                    zip=zip_,
                    deceased_on=died,
                )
            )
            work.session.flush()
    return shop_engine


HOMES: ListQuery[MemberRow] = ListQuery(
    MemberRow,
    key=Member.id,
    columns={
        "name": Member.last_name,
        "zip": Member.zip,
        "died": Member.deceased_on,
        "homes": func.coalesce(Residence.id, 0),
    },
    source=lambda chosen: chosen.outerjoin(Residence, Residence.member_id == Member.id),
    chips={"with_home": lambda _on: Residence.id.is_not(None)},
    default=(Sort("name"),),
)


@pytest.mark.parametrize(
    ("ask", "is_joined"),
    [
        (Ask(), False),
        (Ask(sorts=(Sort("zip"),)), False),
        (Ask(filters=(Filter("zip", Match.IS, "02139"),)), False),
        (Ask(sorts=(Sort("homes"),)), True),
        (Ask(filters=(Filter("homes", Match.FROM, 0),)), True),
        (Ask(chip="with_home"), True),
    ],
)
def test_ids_are_read_without_the_joins_that_nothing_asked_needs(
    engine: Engine, ask: Ask, *, is_joined: bool
) -> None:
    said: list[str] = []
    with reading(engine) as session:
        listened = session.get_bind().engine

        def hear(*told: Any) -> None:
            said.append(told[2])

        event.listen(listened, "before_cursor_execute", hear)
        try:
            HOMES.ids(session, ask, on=TODAY)
        finally:
            event.remove(listened, "before_cursor_execute", hear)
    assert ("JOIN residences" in said[-1]) is is_joined


def _names(engine: Engine, ask: Ask) -> list[str]:
    with reading(engine) as session:
        ids = MEMBERS.ids(session, ask, on=TODAY)
        return [row.name.split(",")[0] for row in MEMBERS.rows(session, ids, on=TODAY)]


def _asked(column: str, match: Match, value: object) -> Ask:
    return Ask(filters=(Filter(column, match, value),))


def test_a_list_that_nobody_sorted_has_its_own_order_without_regard_to_case(
    engine: Engine,
) -> None:
    assert _names(engine, Ask()) == ["100%_x\\y", "adams", "Adams", "silva", "Łukasz"]


@pytest.mark.parametrize("descending", [False, True])
def test_what_is_empty_comes_last_whichever_way(engine: Engine, descending: bool) -> None:
    names = _names(engine, Ask(sorts=(Sort("zip", descending),)))
    assert names[-1] == "Adams"
    assert names[0] == ("100%_x\\y" if descending else "adams")


def test_several_sorts_weigh_in_their_order_and_the_key_is_the_last(engine: Engine) -> None:
    assert _names(engine, Ask(sorts=(Sort("is_alive", descending=True), Sort("zip")))) == [
        "adams",
        "silva",
        "100%_x\\y",
        "Adams",
        "Łukasz",
    ]
    assert _names(engine, Ask(sorts=(Sort("homes"), Sort("name", descending=True))))[0] == "Łukasz"


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("ADA", ["adams", "Adams"]),
        ("łU", ["Łukasz"]),
        ("%_", ["100%_x\\y"]),
        ("_", ["100%_x\\y"]),
        ("x\\Y", ["100%_x\\y"]),
        ("none of them", []),
        ("", ["100%_x\\y", "adams", "Adams", "silva", "Łukasz"]),
    ],
)
def test_contains_takes_every_character_as_itself(
    engine: Engine, part: str, found: list[str]
) -> None:
    assert _names(engine, _asked("name", Match.CONTAINS, part)) == found


@pytest.mark.parametrize(
    ("ask", "count"),
    [
        (_asked("zip", Match.IS, "02139"), 2),
        (_asked("zip", Match.IS, None), 1),
        (_asked("died", Match.FROM, date(2026, 11, 29)), 2),
        (_asked("died", Match.FROM, date(2026, 11, 30)), 1),
        (_asked("died", Match.TO, date(2026, 11, 29)), 1),
        (_asked("died", Match.TO, date(2026, 11, 28)), 0),
        (_asked("homes", Match.CONTAINS, "0"), 5),
        (Ask(chip="living"), 4),
        (Ask(chip="no_zip", filters=(Filter("name", Match.CONTAINS, "s"),)), 1),
    ],
)
def test_filters_and_chips_choose_together(engine: Engine, ask: Ask, count: int) -> None:
    assert len(_names(engine, ask)) == count


def test_rows_come_in_the_order_of_their_ids_and_those_that_are_gone_are_left_out(
    engine: Engine,
) -> None:
    with reading(engine) as session:
        ids = MEMBERS.ids(session, on=TODAY)
        wanted = [ids[3], 10_000, ids[0]]
        rows = MEMBERS.rows(session, wanted, on=TODAY)
        assert MEMBERS.rows(session, [], on=TODAY) == []
    assert [row.id for row in rows] == [ids[3], ids[0]]
    assert rows[0] == MemberRow(ids[3], "silva, Ana", "02139", None, 0)


def test_chips_are_counted_in_one_go_with_the_whole(engine: Engine) -> None:
    with reading(engine) as session:
        assert MEMBERS.counts(session, on=TODAY) == {"": 5, "living": 4, "no_zip": 1}


def test_an_empty_list_counts_nothing(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert MEMBERS.counts(session, on=TODAY) == {"": 0, "living": 0, "no_zip": 0}
        assert len(MEMBERS.ids(session, on=TODAY)) == 0


def test_a_chip_or_column_that_is_not_there_is_our_own_mistake(engine: Engine) -> None:
    assert MEMBERS.has_column("zip")
    assert not MEMBERS.has_column("age")
    with reading(engine) as session:
        with pytest.raises(LookupError, match="no chip"):
            MEMBERS.ids(session, Ask(chip="young"), on=TODAY)
        with pytest.raises(LookupError, match="no column"):
            MEMBERS.ids(session, Ask(sorts=(Sort("age"),)), on=TODAY)


def test_a_row_is_declared_with_its_id_first_and_a_column_for_every_field() -> None:
    columns: dict[str, Any] = {"name": Member.last_name}
    with pytest.raises(ValueError, match=r"\['zip', 'died', 'homes'\]"):
        ListQuery(MemberRow, key=Member.id, columns=columns)


def test_a_day_of_moments_is_that_day_where_one_works(shop_engine: Engine) -> None:
    @dataclass(frozen=True, slots=True)
    class Entry:
        id: int
        at: datetime

    entries = ListQuery(Entry, key=AuditEntry.id, columns={"at": AuditEntry.at})
    noon = datetime(2026, 11, 29, 12, 0).astimezone(UTC)
    with unit_of_work(shop_engine, actor="ana", action="enter", clock=lambda: noon) as work:
        work.session.add(Member(member_no="M1", last_name="A", first_name="B"))
    with reading(shop_engine) as session:
        found = [
            len(entries.ids(session, _asked("at", match, date(2026, 11, day)), on=TODAY))
            for match, day in (
                (Match.FROM, 29),
                (Match.FROM, 30),
                (Match.TO, 29),
                (Match.TO, 28),
            )
        ]
    assert found == [1, 0, 1, 0]
