"""The demo shop's day has visits of two drivers, each with a unit that is nobody's."""

from datetime import date

import pytest

from dmedesk.demo.facts import member_no
from dmedesk.demo.folder import MEMBERS
from dmedesk.demo.rentals import stories
from dmedesk.demo.visits import VISITS, texts, ticket_lines, tickets
from dmedesk.shop.rules.texts import TextKind
from tests.demo.test_rentals import TODAYS


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_each_visit_brings_a_unit_that_is_on_the_shelf(today: date) -> None:
    told = list(stories(today, members=MEMBERS))
    today_s = {row["ticket_no"] for row in tickets(told, today) if row["stage"] == "to_print"}
    lines = [line for line in ticket_lines(told) if line["ticket_no"] in today_s]
    out = [line["serial"] for line in lines if line["way"] == "out"]
    assert len(set(out)) == len(out) == VISITS
    assert not {story.serial for story in told} & set(out)


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_one_is_an_exchange_and_one_is_nobodys(today: date) -> None:
    told = list(stories(today, members=MEMBERS))
    rows = [row for row in tickets(told, today) if row["stage"] == "to_print"]
    assert [row["kind"] for row in rows].count("exchange") == 1
    assert [row["driver"] for row in rows].count("") == 1
    stops: dict[str, list[int]] = {}
    for row in rows:
        if row["driver"]:
            stops.setdefault(row["driver"], []).append(row["stop_no"])
    assert all(found == list(range(1, len(found) + 1)) for found in stops.values())
    assert len(stops) == 2


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_one_of_last_month_was_never_signed(today: date) -> None:
    told = list(stories(today, members=MEMBERS))
    (row,) = [row for row in tickets(told, today) if row["stage"] == "waiting"]
    (line,) = [line for line in ticket_lines(told) if line["ticket_no"] == row["ticket_no"]]
    (story,) = [story for story in told if line["rental_no"] == f"R{story.number:04}"]
    assert (story.proof, str(story.started_on)) == ("none", row["visited_on"])
    assert (story.serial, line["is_open"]) == (line["serial"], "no")


def test_every_text_is_in_force() -> None:
    assert {row["text"] for row in texts(TODAYS[0])} == {kind.value for kind in TextKind}
    assert all(row["content"] for row in texts(TODAYS[0]))


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_nobody_who_died_or_left_is_visited(today: date) -> None:
    told = list(stories(today, members=MEMBERS))
    gone = {member_no(story.member) for story in told if story.deceased_on or story.left_on}
    assert gone
    planned = [row for row in tickets(told, today) if row["stage"] == "to_print"]
    assert not gone & {row["member_no"] for row in planned}
