"""One invoice's paper is made alone, stored once, and written where it is wanted."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from dmedesk.billing.actions import make_paper, write_paper
from dmedesk.billing.rules.printed import PrintedInvoice
from dmedesk.billing.tables import InvoiceDocument
from dmedesk.kit.errors import WorldError
from dmedesk.store.unit_of_work import unit_of_work
from tests.flows.month_shop import MonthShop, clock


def test_one_paper_is_made_without_the_others_and_only_once(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", member_no="M2")
    shop.post("2026-10")
    drawn = []

    def draw(invoices: Sequence[PrintedInvoice]) -> Iterable[bytes]:
        for invoice in invoices:
            drawn.append(invoice.invoice_no)
            yield b"paper of " + invoice.invoice_no.encode()

    for _ in range(2):
        with unit_of_work(shop.engine, actor="ana", action="make_papers", clock=clock) as work:
            assert make_paper(work, invoice_id=2, draw=draw) == b"paper of INV-000002"
    assert drawn == ["INV-000002"]
    (document,) = shop.rows(InvoiceDocument)
    assert document.sha256 == sha256(b"paper of INV-000002").hexdigest()
    assert shop.make_some_papers("2026-10") == 1


def test_a_paper_is_written_whole_into_a_folder_made_for_it(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "one.pdf"
    write_paper(path=path, content=b"first")
    write_paper(path=path, content=b"second")
    assert path.read_bytes() == b"second"
    assert [one.name for one in path.parent.iterdir()] == ["one.pdf"]
    with pytest.raises(WorldError, match="could not be written"):
        write_paper(path=path / "under a file.pdf", content=b"third")
