"""``dmedesk demo``: what ``make run`` shows."""

from pathlib import Path

from tests.cli.conftest import Command


def test_the_demo_shop_is_made_and_its_last_month_posted_once(
    command: Command, tmp_path: Path
) -> None:
    first = command("demo", "--out", tmp_path / "out")
    assert (first.status, first.err) == (0, "")
    assert "invoices posted" in first.out
    papers = sorted((tmp_path / "out" / "invoices").glob("*.pdf"))
    assert papers
    again = command("demo", "--out", tmp_path / "out")
    assert (again.status, again.err) == (0, "")
    assert "nothing new to bill" in again.out
    assert sorted((tmp_path / "out" / "invoices").glob("*.pdf")) == papers
