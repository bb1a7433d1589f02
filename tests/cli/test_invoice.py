"""``dmedesk invoice``: one paper by its number (docs/formats/billing.md, one paper)."""

from pathlib import Path

from tests.cli.conftest import Command
from tests.printing.reading import words


def test_it_is_the_stored_paper_made_first_where_it_is_missing(
    moved_in: Command, tmp_path: Path
) -> None:
    moved_in("month", "post", "2026-10")
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    assert moved_in("invoice", "INV-000001", "--out", first).status == 0
    moved_in("month", "post", "2026-10", "--out", tmp_path / "all")
    assert moved_in("invoice", "INV-000001", "--out", second).status == 0
    (written,) = (tmp_path / "all").iterdir()
    assert first.read_bytes() == second.read_bytes() == written.read_bytes()


def test_explained_it_has_the_further_pages_and_the_stored_one_stays(
    moved_in: Command, tmp_path: Path
) -> None:
    moved_in("month", "post", "2026-10", "--out", tmp_path / "all")
    (stored,) = (tmp_path / "all").iterdir()
    explained, plain = tmp_path / "explained.pdf", tmp_path / "plain.pdf"
    told = moved_in("invoice", "INV-000001", "--out", explained, "--explained")
    assert told.out == f"Wrote INV-000001 to {explained}.\n"
    assert "How each amount was computed" in words(explained.read_bytes())
    moved_in("invoice", "INV-000001", "--out", plain)
    assert plain.read_bytes() == stored.read_bytes()
    assert "How each amount was computed" not in words(plain.read_bytes())


def test_a_credit_has_its_paper_and_its_invoice_keeps_its_own(
    moved_in: Command, tmp_path: Path
) -> None:
    moved_in("month", "post", "2026-10")
    moved_in("month", "undo", "2026-10")
    credit, invoice = tmp_path / "credit.pdf", tmp_path / "invoice.pdf"
    assert moved_in("invoice", "INV-000002", "--out", credit).status == 0
    assert "Credits invoice INV-000001" in words(credit.read_bytes())
    assert "Total -75.00" in words(credit.read_bytes())
    assert moved_in("invoice", "INV-000001", "--out", invoice).status == 0
    assert "Total 75.00" in words(invoice.read_bytes())
    refused = moved_in("invoice", "INV-000002", "--out", tmp_path / "no.pdf", "--explained")
    assert refused.status == 1
    assert "Ask for INV-000001" in refused.err


def test_an_unknown_number_is_refused_and_nothing_is_written(
    moved_in: Command, tmp_path: Path
) -> None:
    refused = moved_in("invoice", "INV-000009", "--out", tmp_path / "no.pdf")
    assert (refused.status, refused.out) == (1, "")
    assert "There is no invoice INV-000009." in refused.err
    assert not (tmp_path / "no.pdf").exists()


def test_it_wants_a_place_to_write_to(moved_in: Command, tmp_path: Path) -> None:
    assert moved_in("invoice", "INV-000001").status == 2
    moved_in("month", "post", "2026-10")
    (tmp_path / "file").write_text("in the way")
    refused = moved_in("invoice", "INV-000001", "--out", tmp_path / "file" / "one.pdf")
    assert refused.status == 1
    assert "could not be written" in refused.err
