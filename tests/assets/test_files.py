"""The file of units, and how other files refer to one."""

import pytest

from dmedesk.assets.files import (
    ASSETS,
    COUNT_FACTS,
    MAINTENANCE,
    MAINTENANCE_PLANS,
    compared_serial,
    serial,
)
from dmedesk.assets.rules.counts import CountStep, Settling
from dmedesk.assets.rules.maintenance import Every, LogStep
from dmedesk.kit.cells import Unreadable


def test_a_serial_is_kept_as_printed_and_known_by_its_compared_form() -> None:
    assert serial("sn-00 12") == "sn-00 12"
    assert compared_serial("sn-00 12") == "SN0012"
    assert ASSETS.key_of({"serial": "sn-00 12"}) == ("SN0012",)


@pytest.mark.parametrize(("cell", "code"), [("- -", "bad_serial"), ("1.2E+15", "shortened_number")])
def test_no_serial(cell: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        compared_serial(cell)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("hours", "interval", "codes"),
    [
        ("999999", "999999", []),
        ("1000000", "1000000", ["bad_number", "bad_number"]),
        ("0", "0", ["bad_number"]),
    ],
)
def test_hours_are_as_many_as_a_meter_shows(hours: str, interval: str, codes: list[str]) -> None:
    found = []
    for file, name, cell in (
        (MAINTENANCE, "hours", hours),
        (MAINTENANCE_PLANS, "interval", interval),
    ):
        (column,) = [one for one in file.columns if one.name == name]
        try:
            column.read(cell)
        except Unreadable as error:
            found.append(error.code)
    assert found == codes


@pytest.mark.parametrize(
    ("every", "interval", "faults"),
    [
        (Every.MONTHS, 6, 0),
        (Every.HOURS, None, 1),
        (Every.RETURN, None, 0),
        (Every.RETURN, 6, 1),
        (None, 6, 0),
    ],
)
def test_a_plan_is_counted_by_a_number_or_by_returns(
    every: Every | None, interval: int | None, faults: int
) -> None:
    values = {"every": every, "interval": interval}
    assert len(list(MAINTENANCE_PLANS.check(values))) == faults


def test_an_entry_says_what_it_is() -> None:
    nothing = {"work": None, "hours": None, "reverses": None}
    for step, said, columns in (
        (LogStep.WORK, {}, ["work"]),
        (LogStep.WORK, {"work": "Filter", "hours": 5}, []),
        (LogStep.READING, {}, ["hours"]),
        (LogStep.READING, {"hours": 5, "work": "Filter"}, ["work"]),
        (LogStep.TAKEN_BACK, {"hours": 5}, ["reverses"]),
    ):
        found = MAINTENANCE.check({**nothing, **said, "step": step})
        assert [fault.column for fault in found] == columns


def test_a_step_of_a_count_says_what_it_is() -> None:
    nothing = {"scanned": None, "settled": None}
    for step, said, columns in (
        (CountStep.SCANNED, {}, ["scanned"]),
        (CountStep.SCANNED, {"scanned": "SN1"}, []),
        (CountStep.SETTLED, {"scanned": "SN1"}, ["settled"]),
        (CountStep.CLOSED, {"scanned": "SN1", "settled": Settling.LOST}, ["scanned", "settled"]),
    ):
        found = COUNT_FACTS.check({**nothing, **said, "step": step})
        assert [fault.column for fault in found] == columns
