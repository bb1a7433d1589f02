"""Papers are made after the month is safe, stored once, and written where they are missing."""

from pathlib import Path

import pytest

from dmedesk.billing.tables import (
    InvoiceDocument,
)
from dmedesk.kit.errors import WorldError
from tests.flows.month_shop import (
    MonthShop,
)


def test_papers_are_made_once_and_missing_ones_by_posting_again(
    shop: MonthShop, tmp_path: Path
) -> None:
    shop.rent("R1")
    shop.rent("R2", member_no="M2")
    out = tmp_path / "papers"
    posted = shop.post("2026-10", out=out)
    assert [invoice["pdf"] for invoice in posted["invoices"]] == [
        "INV-000001.pdf",
        "INV-000002.pdf",
    ]
    first = out / "INV-000001.pdf"
    first.unlink()
    kept = out / "INV-000002.pdf"
    written_at = kept.stat().st_mtime_ns
    again = shop.post("2026-10", out=out)
    assert again["invoices"] == []
    assert first.read_bytes() == b"paper of INV-000001"
    assert kept.stat().st_mtime_ns == written_at
    assert sorted(path.name for path in out.iterdir()) == ["INV-000001.pdf", "INV-000002.pdf"]
    assert len(shop.rows(InvoiceDocument)) == 2


def test_a_folder_that_cannot_be_made_leaves_the_month_posted(
    shop: MonthShop, tmp_path: Path
) -> None:
    shop.rent("R1")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WorldError, match="The month is posted"):
        shop.post("2026-10", out=tmp_path / "file" / "papers")
    shop.post("2026-10", out=tmp_path / "papers")
    assert (tmp_path / "papers" / "INV-000001.pdf").exists()
