"""Members are entered and changed by hand: everything wrong at once, doubts stop nobody."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.members.actions.members import change_member, enter_member, write_note
from dmedesk.members.queries.records import member_record
from tests.members.desk import NOW, ROSE, TODAY, a_member, looking, working


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(finding.field, finding.code) for finding in refused.value.findings]


def test_a_member_is_entered_tidily(shop_engine: Engine) -> None:
    member_id = a_member(
        shop_engine,
        last_name=" Alda ",
        medicare_mbi="1eg4-te5-mk73",
        masshealth_id="1000 1234 5678",
        phone="",
        directions="Ring twice.\nSecond floor.",
    )
    with looking(shop_engine) as session:
        record = member_record(session, member_id, on=TODAY)
    assert record is not None
    assert (record.name, record.version) == ("Alda, Rose", 1)
    assert record.values["medicare_mbi"] == "1EG4TE5MK73"
    assert record.values["masshealth_id"] == "100012345678"
    assert record.values["phone"] is None


def test_everything_that_is_wrong_is_told_at_once(shop_engine: Engine) -> None:
    a_member(shop_engine)
    wrong: dict[str, Any] = {
        "member_no": "M0001",
        "last_name": "",
        "first_name": "x\ty",
        "birth_on": date(2026, 1, 2),
        "deceased_on": date(2026, 1, 1),
        "medicare_mbi": "1EG4",
    }
    with pytest.raises(Refused) as refused, working(shop_engine) as work:
        enter_member(work, values=wrong)
    assert codes(refused) == [
        ("last_name", "missing_value"),
        ("first_name", "bad_text"),
        ("deceased_on", "died_before_birth"),
        ("medicare_mbi", "mbi_invalid"),
        ("member_no", "member_no_taken"),
    ]
    taken = refused.value.findings[-1]
    assert (taken.message, taken.remedy) == (
        "M0001 is Alda, Rose.",
        "The next free number is M0002.",
    )


def test_a_doubt_does_not_stop_anybody(shop_engine: Engine) -> None:
    assert a_member(shop_engine, medicare_mbi="1EG4", masshealth_id="12") == 1


def test_only_what_is_told_changes(shop_engine: Engine) -> None:
    member_id = a_member(shop_engine, phone="617-555-0100")
    with working(shop_engine) as work:
        version = change_member(work, member_id=member_id, version=1, values={"first_name": "Rosa"})
    with looking(shop_engine) as session:
        record = member_record(session, member_id, on=TODAY)
    assert record is not None
    assert record.version == version == 2
    assert (record.name, record.values["phone"]) == ("Alda, Rosa", "617-555-0100")


def test_a_change_is_judged_with_what_stays(shop_engine: Engine) -> None:
    member_id = a_member(shop_engine, deceased_on=date(2026, 1, 1))
    a_member(shop_engine, member_no="M0002")
    values = {"birth_on": date(2026, 1, 2), "member_no": "M0002"}
    with pytest.raises(Refused) as refused, working(shop_engine) as work:
        change_member(work, member_id=member_id, version=1, values=values)
    assert codes(refused) == [
        ("deceased_on", "died_before_birth"),
        ("member_no", "member_no_taken"),
    ]


def test_the_second_desk_is_told(shop_engine: Engine) -> None:
    member_id = a_member(shop_engine)
    with working(shop_engine, actor="bo") as work:
        change_member(work, member_id=member_id, version=1, values={"phone": "1"})
    with pytest.raises(Refused) as refused, working(shop_engine) as work:
        change_member(work, member_id=member_id, version=1, values={"phone": "2"})
    assert codes(refused) == [("phone", "changed_meanwhile")]


def test_a_note_is_kept_with_who_and_when(shop_engine: Engine) -> None:
    member_id = a_member(shop_engine)
    for actor, note in (("ana", " Called the son.\nNobody in. "), ("bo", "Called again.")):
        with working(shop_engine, actor=actor) as work:
            write_note(work, member_id=member_id, note=note)
    with looking(shop_engine) as session:
        record = member_record(session, member_id, on=TODAY)
    assert record is not None
    assert [(one.written_at, one.written_by, one.note) for one in record.notes] == [
        (NOW, "bo", "Called again."),
        (NOW, "ana", "Called the son.\nNobody in."),
    ]


@pytest.mark.parametrize("note", ["", "  \n", "x" * 2_001, "a\x00b"])
def test_a_note_says_something_that_prints(note: str, shop_engine: Engine) -> None:
    member_id = a_member(shop_engine)
    with pytest.raises(Refused) as refused, working(shop_engine) as work:
        write_note(work, member_id=member_id, note=note)
    assert [field for field, _code in codes(refused)] == ["note"]


def test_a_new_member_needs_a_number(shop_engine: Engine) -> None:
    with pytest.raises(Refused) as refused, working(shop_engine) as work:
        enter_member(work, values={**ROSE, "member_no": " "})
    assert codes(refused) == [("member_no", "missing_value")]
