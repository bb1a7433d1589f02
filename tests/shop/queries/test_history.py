"""The history: entries in words, found by what they concern, told with old and new values."""

from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.kit.lists import EVERYTHING, Ask, Filter, Match, Sort
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Member, Residence
from dmedesk.shop.actions.policies import say_policy
from dmedesk.shop.queries.changes import changes_of, count_changes, name_of
from dmedesk.shop.queries.history import (
    HISTORY,
    HistoryRow,
    told_entry,
)
from dmedesk.shop.tables import Person
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import NOW, MonthShop, clock
from tests.shop.staffed import staffed

TODAY = NOW.date()


@pytest.fixture
def lived(shop_engine: Engine) -> MonthShop:
    """A shop with a rental that was posted, a member that was changed, staff and a policy."""
    shop = MonthShop(shop_engine).found()
    shop.rent("R1", member_no="M1")
    shop.rent("R2", member_no="M2")
    shop.change(Member, Member.member_no == "M1", phone="617-555-0142")
    shop.move_in("M1", "2026-08-01")
    with unit_of_work(shop_engine, actor="ana", action="leave", clock=clock) as work:
        work.session.delete(work.session.query(Residence).one())
    shop.post("2026-07")
    staffed(shop_engine)
    with unit_of_work(shop_engine, actor="Ana", action="say_policy", clock=clock) as work:
        day = date(2026, 7, 1)
        say_policy(work, key="idle_minutes", value="15", from_on=day, why="Asked")
    return shop


def listed(shop: MonthShop, ask: Ask = EVERYTHING) -> list[HistoryRow]:
    with reading(shop.engine) as session:
        return HISTORY.rows(session, HISTORY.ids(session, ask, on=TODAY), on=TODAY)


def about(shop: MonthShop, text: str) -> list[tuple[str, str]]:
    asked = Ask(filters=(Filter("record", Match.CONTAINS, text),))
    return [(row.action, row.record) for row in listed(shop, asked)]


def test_the_newest_stand_first_each_with_what_it_was_about(lived: MonthShop) -> None:
    rows = listed(lived, Ask(sorts=(Sort("at", descending=True),)))
    told = {(row.action, row.record) for row in rows}
    assert {
        ("say_policy", "policy Minutes without a key until the desk locks"),
        ("add_person", "person Ben"),
        ("post_month", "posting 2026-07-01"),
        ("change", "member M1"),
    } <= told
    assert all(row.ref == RecordRef("member", 1) for row in rows if row.record == "member M1")


def test_a_members_number_finds_all_that_concerns_the_member(lived: MonthShop) -> None:
    found = about(lived, "m1")
    actions = [action for action, _record in found]
    assert actions.count("post_month") == 1
    assert actions.count("leave") == 1
    assert ("change", "member M1") in found
    assert ("enter", "rental R1") in found
    assert ("enter", "rental R2") not in found


def test_a_serial_and_a_rentals_number_find_theirs(lived: MonthShop) -> None:
    assert ("enter", "unit SR2") in about(lived, "SR2")
    assert ("enter", "unit SR1") not in about(lived, "SR2")
    assert {action for action, _record in about(lived, "R2")} == {"enter", "post_month"}


def test_a_word_for_a_kind_finds_what_was_done_to_it(lived: MonthShop) -> None:
    assert {record for _action, record in about(lived, "rental m")} == {"posting 2026-07-01"}
    assert about(lived, "walrus") == []


def test_chips(lived: MonthShop) -> None:
    with reading(lived.engine) as session:
        counts = HISTORY.counts(session, on=TODAY)
    assert counts["staff"] == 3
    assert counts["sign_ins"] == 0
    assert counts[""] == counts["today"] == counts["records"] + 3
    assert HISTORY.has_column("record")
    assert HISTORY.chips.keys() == counts.keys() - {""}


def test_an_entry_is_told_with_old_and_new_values(lived: MonthShop) -> None:
    row = next(one for one in listed(lived) if one.action == "change")
    with reading(lived.engine) as session:
        told = told_entry(session, entry_id=row.id)
        assert told_entry(session, entry_id=10_000) is None
    assert told is not None
    (touched,) = told.touched
    assert (touched.record, touched.verb) == ("member M1", "changed")
    assert touched.changes == (("phone", "nothing", "617-555-0142"),)


def test_what_was_removed_and_added_is_told(lived: MonthShop) -> None:
    rows = {row.action: row for row in listed(lived)}
    with reading(lived.engine) as session:
        removed = told_entry(session, entry_id=rows["leave"].id)
        posted = told_entry(session, entry_id=rows["post_month"].id)
    assert removed is not None
    assert posted is not None
    assert removed.touched[0].verb == "removed"
    assert ("member", "M1", "nothing") in removed.touched[0].changes
    assert "2 rows: invoice line" in {one.record for one in posted.touched}
    assert "posting 2026-07-01" in {one.record for one in posted.touched}


def test_a_records_own_changes(lived: MonthShop) -> None:
    with reading(lived.engine) as session:
        member = changes_of(session, RecordRef("member", 1), limit=9)
        assert [(one.action, one.columns) for one in member] == [("change", "phone"), ("new", "")]
        assert name_of(session, RecordRef("member", 1)) == "M1"
        assert count_changes(session, RecordRef("member", 1)) > 2
        assert changes_of(session, RecordRef("walrus", 1), limit=9) == []
        assert name_of(session, RecordRef("walrus", 1)) == ""


def test_a_renamed_person_is_found_by_the_new_name(lived: MonthShop) -> None:
    lived.change(Person, Person.name == "Ben", name="Benjamin")
    assert ("add_person", "person Benjamin") in about(lived, "Benjamin")
