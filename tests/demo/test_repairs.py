"""The demo shop has a substitute out, an own chair in the shop, a rented bed that was reported."""

from datetime import date

from dmedesk.demo.folder import MEMBERS
from dmedesk.demo.rentals import stories
from dmedesk.demo.repairs import demo_of, loan_proof, movements, repair_steps, repairs
from dmedesk.demo.visits import ticket_lines

TODAY = date(2026, 11, 3)
TOLD = list(stories(TODAY, members=MEMBERS))
DEMO = demo_of(TOLD, TODAY)


def test_the_substitute_is_nobody_elses() -> None:
    taken = {story.serial for story in TOLD} | {row["serial"] for row in ticket_lines(TOLD)}
    assert DEMO.loaner not in taken
    assert [(row["serial"], row["to_state"]) for row in movements(DEMO)] == [
        (DEMO.loaner, "loaned")
    ]


def test_one_is_rented_and_two_are_the_members_own() -> None:
    found = {row["repair_no"]: row["ownership"] for row in repairs(DEMO)}
    assert sorted(found.values()) == ["bought_elsewhere", "bought_elsewhere", "rented"]
    assert found.keys() == {row["repair_no"] for row in repair_steps(DEMO)}


def test_the_proof_of_the_substitute_has_its_seal() -> None:
    (proof,) = loan_proof(DEMO)
    assert len(proof["sha256"]) == 64
