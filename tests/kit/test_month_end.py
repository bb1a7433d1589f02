"""The month-end list: ten steps, each on a screen; open while a tile of today's board says so."""

from dmedesk.kit.month_end import MonthEndStep, month_end
from dmedesk.kit.offers import ListLink, State, Tile


def _tile(key: str) -> Tile:
    return Tile(key, key, 1, State.WAITING, ListLink("slips"))


STEP = MonthEndStep("Proof", "All signed.", "slips", ("slips_late", "held_"))


def test_it_begins_with_proof_and_ends_with_a_backup() -> None:
    titles = [step.title for step in month_end()]
    assert titles[0] == "Proof of every delivery"
    assert titles[-1] == "A backup on another disk"


def test_a_step_is_open_while_a_tile_of_its_stands_on_the_board() -> None:
    tiles = (_tile("slips_late"), _tile("slips_today"), _tile("held_no_price"))
    assert [tile.key for tile in STEP.open_among(tiles)] == ["slips_late", "held_no_price"]
    assert STEP.open_among(()) == ()


def test_a_step_for_a_persons_eyes_is_never_open() -> None:
    step = MonthEndStep("Read", "Once more.", "reports")
    assert not step.is_counted
    assert step.open_among((_tile("slips_late"),)) == ()


def test_no_two_steps_count_the_same() -> None:
    told = [start for step in month_end() for start in step.tiles]
    assert len(told) == len(set(told))
