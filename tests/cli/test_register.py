"""``dmedesk month register`` (docs/formats/billing.md, the register)."""

import csv
import json
from pathlib import Path

from tests.cli.conftest import Command


def test_it_answers_what_stands_with_its_sums(moved_in: Command) -> None:
    moved_in("month", "post", "2026-10")
    told = moved_in("month", "register", "2026-10", "--json")
    assert (told.status, told.err) == (0, "")
    answer = json.loads(told.out)
    assert (answer["month"], answer["total"], answer["credits"]) == ("2026-10", "75.00", [])
    (invoice,) = answer["invoices"]
    assert [line["amount"] for line in invoice["lines"]] == ["75.00"]
    assert "files" not in answer


def test_for_a_person_it_lists_every_line_and_every_credit(moved_in: Command) -> None:
    moved_in("month", "post", "2026-10")
    told = moved_in("month", "register", "2026-10")
    for words in ("1 invoices stand, 75.00", "RR KJ", "month  4", "101 CMR 322.03(18)(a)2"):
        assert words in told.out
    assert "Taken back" not in told.out
    moved_in("month", "undo", "2026-10")
    told = moved_in("month", "register", "2026-10")
    for words in ("0 invoices stand, 0.00", "Taken back by credit (1)", "-75.00"):
        assert words in told.out


def test_out_writes_a_pdf_and_a_csv(moved_in: Command, tmp_path: Path) -> None:
    moved_in("month", "post", "2026-10")
    out = tmp_path / "books" / "2026"
    told = moved_in("month", "register", "2026-10", "--payer", "MH", "--out", out, "--json")
    files = json.loads(told.out)["files"]
    assert files == ["register-2026-10-MH.pdf", "register-2026-10-MH.csv"]
    assert sorted(path.name for path in out.iterdir()) == sorted(files)
    assert (out / files[0]).read_bytes().startswith(b"%PDF-")
    with (out / files[1]).open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["kind"], row["amount"], row["until_on"]) == ("invoice", "75.00", "2026-11-29")
    told = moved_in("month", "register", "2026-10", "--out", out)
    assert "register-2026-10.pdf, register-2026-10.csv" in told.out


def test_an_unknown_payer_and_a_place_that_cannot_be_written_are_refused(
    moved_in: Command, tmp_path: Path
) -> None:
    unknown = moved_in("month", "register", "2026-10", "--payer", "XX")
    assert (unknown.status, unknown.out) == (1, "")
    assert "XX" in unknown.err
    (tmp_path / "file").write_text("in the way")
    refused = moved_in("month", "register", "2026-10", "--out", tmp_path / "file")
    assert refused.status == 1
    assert "could not be written" in refused.err
