"""The units of a count under its chips."""

from dataclasses import replace

import pytest

from dmedesk.assets.queries.counted import CountLine, CountListed, CountRead
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.counts import Settling, Standing
from dmedesk.assets.screens.count_lines import LINES, lines_like
from tests.flows.month_shop import day

ON = day("2026-11-03")
FOUND = CountLine(
    1, 1, "SN1", "Bed", AssetState.READY, Standing.FOUND, False, "", "ana", None, None, None, None
)
MISSING = replace(FOUND, id=2, serial="SN2", standing=Standing.MISSING, is_open=True)
LOST = replace(
    MISSING,
    id=3,
    serial="SN3",
    is_open=False,
    settled=Settling.LOST,
    settled_by="bo",
    settled_on=ON,
)
STRAY = replace(FOUND, id=4, asset_id=None, serial="ZZ", standing=Standing.UNEXPECTED, is_open=True)
READ = CountRead(
    CountListed(1, 7, "Van 1", ON, "ana", None, 3, 1, 2, 1, 2),
    1,
    None,
    (FOUND, MISSING, LOST, STRAY),
)


@pytest.mark.parametrize(
    ("kind", "serials"),
    [
        ("all", ["SN1", "SN2", "SN3", "ZZ"]),
        ("open", ["SN2", "ZZ"]),
        ("missing", ["SN2", "SN3"]),
        ("unexpected", ["ZZ"]),
        ("found", ["SN1"]),
    ],
)
def test_what_a_chip_shows(kind: str, serials: list[str]) -> None:
    assert [line.serial for line in lines_like(READ, kind)] == serials


def test_a_line_says_who_settled_it_and_how() -> None:
    told = {column.key: column.text(LOST) for column in LINES}
    assert told["standing"] == "✕ missing"
    assert (told["settled"], told["settled_by"]) == ("Lost", "bo, 2026-11-03")
    assert {column.key: column.text(STRAY) for column in LINES}["settled"] == "to be settled"
