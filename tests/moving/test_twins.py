"""Rows that are, or may be, known: found, and settled as was decided."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dmedesk.kit.records import Row, RowsRead
from dmedesk.kit.stored import StoredRow
from dmedesk.moving.kinds import FILES
from dmedesk.moving.plan import Decision, Way
from dmedesk.moving.twins import find_twins, settle

BORN = date(1941, 3, 4)


def _person(number: str, last: str = "Alda", first: str = "Rose", **more: Any) -> dict[str, Any]:
    return {"member_no": number, "last_name": last, "first_name": first, **more}


def _stored(*people: dict[str, Any]) -> dict[tuple[Any, ...], StoredRow]:
    blank = {column.name: column.empty for column in FILES["members"].columns}
    return {
        (one["member_no"],): StoredRow(at, {**blank, **one}) for at, one in enumerate(people, 1)
    }


def _read(*people: dict[str, Any]) -> RowsRead:
    rows = [Row("f", line, dict(one)) for line, one in enumerate(people, 2)]
    return RowsRead(tuple(people[0]), rows)


def test_the_same_key_is_certain_the_same_person_likely() -> None:
    stored = _stored(_person("M1", birth_date=BORN))
    read = _read(
        _person("M1", "Alda", "Rosa", birth_date=BORN),
        _person("M2", "ALDA", " rose", birth_date=BORN),
        _person("M3", birth_date=None),
        _person("M4", "Bloom", "Jo", birth_date=BORN),
        _person("M5", "bloom", "jo", birth_date=BORN),
    )
    found = find_twins(FILES["members"], read.rows, stored)
    assert [(one.line, one.known_key, one.certain, one.known_line) for one in found] == [
        (2, ("M1",), True, 0),
        (3, ("M1",), False, 0),
        (6, ("M4",), False, 5),
    ]
    assert found[0].differing == ("first_name",)


def test_a_row_that_says_the_same_is_no_twin() -> None:
    stored = _stored(_person("M1"))
    assert find_twins(FILES["members"], _read(_person("M1")).rows, stored) == []


def test_merging_fills_what_is_empty_and_takes_what_was_asked_for() -> None:
    stored = _stored(_person("M1", city="Lynn", birth_date=None))
    new = _person("M1", "Alda", "Rosa", city="Salem", birth_date=BORN)
    for decision, wanted in (
        (None, ("Rose", "Lynn", BORN)),
        (Decision(Way.MERGE, ("city",)), ("Rose", "Salem", BORN)),
    ):
        read = {"members": _read(new)}
        twins = find_twins(FILES["members"], read["members"].rows, stored)
        settle(FILES, read, twins, {("f", 2): decision} if decision else {})
        values = read["members"].rows[0].values
        assert (values["first_name"], values["city"], values["birth_date"]) == wanted


def test_a_likely_twin_stays_out_unless_it_is_new_and_its_papers_follow_the_known_one() -> None:
    stored = _stored(_person("M1", birth_date=BORN))
    for way, members, owner in (
        (None, [], "M1"),
        (Way.MERGE, ["M1"], "M1"),
        (Way.NEW, ["M2"], "M2"),
    ):
        read = {
            "members": _read(_person("M2", birth_date=BORN)),
            "residences": _read({"member_no": "M2", "setting": "home", "from_on": BORN}),
        }
        twins = find_twins(FILES["members"], read["members"].rows, stored)
        settle(FILES, read, twins, {("f", 2): Decision(way)} if way else {})
        assert [row.values["member_no"] for row in read["members"].rows] == members
        assert read["residences"].rows[0].values["member_no"] == owner


def test_serials_that_are_easily_misread_are_likely_one() -> None:
    rows = [Row("f", 2, {"serial": "SN-1O2"}), Row("f", 3, {"serial": "SN-103"})]
    stored = {("SN102",): StoredRow(1, {"serial": "SN-102"})}
    found = find_twins(FILES["assets"], rows, stored)
    assert [(one.line, one.certain) for one in found] == [(2, False)]


PEOPLE = st.lists(
    st.builds(
        _person,
        st.sampled_from(["M1", "M2", "M3", "M4"]),
        st.sampled_from(["Alda", "Bloom"]),
        st.sampled_from(["Rose", "Jo"]),
        birth_date=st.sampled_from([BORN, None]),
    ),
    max_size=4,
    unique_by=lambda one: one["member_no"],
)
WAYS = st.sampled_from([Way.SKIP, Way.MERGE, Way.NEW])


@given(PEOPLE, PEOPLE, st.lists(WAYS, min_size=6, max_size=6))
def test_whatever_is_decided_no_key_stands_twice_and_no_known_value_is_lost(
    known: list[dict[str, Any]], new: list[dict[str, Any]], ways: list[Way]
) -> None:
    stored = _stored(*known)
    read = {"members": _read(*new)} if new else {"members": RowsRead()}
    twins = find_twins(FILES["members"], read["members"].rows, stored)
    decisions = {("f", one.line): Decision(way) for one, way in zip(twins, ways, strict=False)}
    settle(FILES, read, twins, decisions)
    for row in read["members"].rows:
        before = stored.get((row.values["member_no"],))
        touched = any(
            decisions.get(("f", one.line), Decision(Way.MERGE)).way is Way.NEW for one in twins
        )
        if before is not None and before.values["birth_date"] is not None and not touched:
            assert row.values["birth_date"] == before.values["birth_date"]
