"""Two payers of one rank on one day are refused, whether files or the shop have the other one."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.moving.shops import SOUND, take

HEADER = "member_no,payer_code,rank,from_on,until_on\n"
FIRST = "M1,MH,1,2026-01-01,2026-06-30\n"


@pytest.fixture
def covered(shop_engine: Engine, tmp_path: Path) -> Engine:
    """The sound shop, and its first member's first payer for half a year."""
    assert take(shop_engine, tmp_path / "in", {**SOUND, "coverages.csv": HEADER + FIRST}).taken
    return shop_engine


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ("M1,MC,1,2026-07-01,\n", []),
        ("M1,MC,2,2026-01-01,\n", []),
        ("M2,MC,1,2026-01-01,\n", []),
        ("M1,MC,1,2026-06-30,\n", [2]),
        ("M1,MC,1,2025-01-01,\n", [2]),
        ("M1,MH,1,2026-01-01,2026-07-01\nM1,MC,1,2026-07-01,\n", [3]),
        ("M1,MC,1,2026-07-01,\nM1,MC,1,2026-08-01,\n", [3]),
    ],
)
def test_overlaps(rows: str, lines: list[int], covered: Engine, tmp_path: Path) -> None:
    intake = take(covered, tmp_path / "in", {"coverages.csv": HEADER + rows})
    found = [(finding.code, finding.line, finding.column) for finding in intake.findings]
    assert found == [("coverages_overlap", line, "from_on") for line in lines]
    assert intake.taken == (not lines)


def test_a_coverage_that_ends_makes_room_in_the_same_import(
    covered: Engine, tmp_path: Path
) -> None:
    rows = "M1,MH,1,2026-01-01,2026-03-31\nM1,MC,1,2026-04-01,\n"
    assert take(covered, tmp_path / "in", {"coverages.csv": HEADER + rows}).taken
