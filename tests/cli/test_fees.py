"""``dmedesk fees``: what a file changes is shown before it is taken (docs/formats/billing.md)."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

FEES = "hcpcs,modifiers,fee,from_on\nE0260,NU,1000.00,2026-01-01\nE0163,RR,6.01,2026-01-01\n"


@pytest.fixture
def fees(tmp_path: Path) -> Path:
    """A fee file of our own."""
    path = tmp_path / "fees.csv"
    path.write_text(FEES, encoding="utf-8")
    return path


def test_diff_shows_what_import_takes_and_takes_nothing(shop: Command, fees: Path) -> None:
    for _ in range(2):
        shown = shop("fees", "diff", fees)
        assert (shown.status, shown.err) == (0, "")
        assert "E0163 RR" in shown.out
    assert shop("fees", "import", fees).status == 0
    assert "E0163" not in shop("fees", "diff", fees).out


def test_list_names_every_file_with_where_it_came_from(shop: Command, fees: Path) -> None:
    assert "fees.csv" not in shop("fees", "list").out
    shop("fees", "import", fees)
    assert "fees.csv" in shop("fees", "list").out
    assert json.loads(shop("fees", "list", "--json").out)


def test_a_file_of_the_wrong_shape_is_refused_whole(shop: Command, fees: Path) -> None:
    fees.write_text("code,price\nE0260,1000.00\n", encoding="utf-8")
    told = shop("fees", "import", fees)
    assert told.status == 1
    assert "fees.csv" in told.err


@pytest.mark.parametrize("words", [(), ("one", "two"), ("1", "2", "3"), ("1", "fees.csv")])
def test_diff_takes_one_file_or_two_numbers(command: Command, words: tuple[str, ...]) -> None:
    assert command("--database", "none.dmedesk", "fees", "diff", *words).status == 2
