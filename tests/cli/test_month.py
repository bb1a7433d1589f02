"""``dmedesk month preview``, ``post`` and ``undo`` (docs/formats/billing.md, the answer)."""

import json
from pathlib import Path
from typing import Any

import pytest

from dmedesk.cli import main
from tests.cli.conftest import Command


def _answer(shop: Command, *words: str | Path) -> dict[str, Any]:
    told = shop("month", *words, "--json")
    assert (told.status, told.err) == (0, "")
    assert told.out.count("\n") == 1
    return dict(json.loads(told.out))


def test_a_preview_writes_nothing_and_numbers_nothing(moved_in: Command) -> None:
    for _ in range(2):
        answer = _answer(moved_in, "preview", "2026-10")
        assert [line["amount"] for line in answer["lines"]] == ["75.00"]
        assert [line["invoice_no"] for line in answer["lines"]] == [None]
        assert [invoice["pdf"] for invoice in answer["invoices"]] == [None]
        assert [held["rental_no"] for held in answer["held"]] == ["R2"]


def test_post_gives_what_preview_gave_and_a_pdf_each(moved_in: Command, tmp_path: Path) -> None:
    previewed = _answer(moved_in, "preview", "2026-10")
    posted = _answer(moved_in, "post", "2026-10", "--out", tmp_path / "invoices")
    (invoice,) = posted["invoices"]
    assert (tmp_path / "invoices" / invoice["pdf"]).read_bytes().startswith(b"%PDF-")
    assert posted["lines"][0].pop("invoice_no") == invoice["invoice_no"]
    previewed["lines"][0].pop("invoice_no")
    assert {**posted, "invoices": []} == {**previewed, "invoices": []}


def test_posting_twice_adds_nothing(moved_in: Command) -> None:
    _answer(moved_in, "post", "2026-10")
    again = _answer(moved_in, "post", "2026-10")
    assert (again["lines"], again["invoices"], again["total"]) == ([], [], "0.00")


def test_a_backup_is_made_before_a_month_is_posted(moved_in: Command) -> None:
    moved_in("month", "preview", "2026-10")
    before = len(_backups(moved_in))
    _answer(moved_in, "post", "2026-10")
    assert _backups(moved_in)[: -before or None] == ["before month"]
    backup = json.loads(moved_in("backup", "--list", "--json").out)["backups"][0]["file"]
    assert main(["--database", backup, "month", "undo", "2026-10"]) == 1


def _backups(shop: Command) -> list[str]:
    listed = json.loads(shop("backup", "--list", "--json").out)["backups"]
    return [backup["reason"] for backup in listed]


def test_missing_papers_are_made_by_running_post_again(moved_in: Command, tmp_path: Path) -> None:
    _answer(moved_in, "post", "2026-10", "--out", tmp_path)
    (paper,) = tmp_path.glob("*.pdf")
    first = paper.read_bytes()
    paper.unlink()
    _answer(moved_in, "post", "2026-10", "--out", tmp_path)
    assert paper.read_bytes() == first


def test_undo_takes_the_post_back_by_credit_once(moved_in: Command) -> None:
    posted = _answer(moved_in, "post", "2026-10")
    undone = _answer(moved_in, "undo", "2026-10")
    assert undone["total"] == posted["total"]
    (credit,) = undone["credits"]
    assert credit["invoice_no"] == posted["invoices"][0]["invoice_no"]
    again = moved_in("month", "undo", "2026-10", "--json")
    assert again.status == 1
    assert json.loads(again.out)["refused"]
    assert again.err


def test_a_payer_leaves_out_all_others(moved_in: Command) -> None:
    answer = _answer(moved_in, "preview", "2026-10", "--payer", "PR")
    assert (answer["lines"], len(answer["held"])) == ([], 1)
    unknown = moved_in("month", "preview", "2026-10", "--payer", "XX")
    assert (unknown.status, unknown.out) == (1, "")
    assert "XX" in unknown.err


def test_for_a_person_it_says_what_is_ready_and_what_waits(moved_in: Command) -> None:
    told = moved_in("month", "preview", "2026-10")
    for words in ("nothing is written", "75.00", "RR KJ", "month  4", "Held (1)", "no_proof"):
        assert words in told.out


@pytest.mark.parametrize("month", ["2026-13", "2026", "october", "2026-1"])
def test_a_month_is_written_with_its_year(command: Command, month: str) -> None:
    assert command("--database", "none.dmedesk", "month", "preview", month).status == 2
