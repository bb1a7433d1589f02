"""The deposit slip, read back from its PDF."""

from datetime import date
from typing import Any

import pypdfium2

from dmedesk.billing.rules.deposits import DepositLine, DepositSlip
from dmedesk.billing.sheets.deposit import deposit_pdf
from dmedesk.kit.postal import Letterhead

SUPPLIER = Letterhead("Example Medical", ("1 Main St", "Quincy, MA 02169"))


def pages_of(content: bytes) -> list[str]:
    document: Any = pypdfium2.PdfDocument(content)
    found = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return found


def slip(count: int) -> DepositSlip:
    lines = [DepositLine("Check", f"10{n:03}", f"Payer {n % 3}", 10_000 + n) for n in range(count)]
    lines.append(DepositLine("Card slip", "", "Rivera, Ana", 2_500))
    return DepositSlip(SUPPLIER, 7, date(2026, 11, 3), tuple(lines))


def test_every_paper_stands_on_the_slip_with_the_sum_of_each_kind() -> None:
    (page,) = pages_of(deposit_pdf(slip(3)))
    for text in ("Deposit slip", "10002", "Rivera, Ana", "100.02", "300.03", "325.03", "Card slip"):
        assert text in page
    assert page.count("325.03") == 2


def test_a_long_slip_goes_on_and_tells_its_total_on_the_last_page() -> None:
    pages = pages_of(deposit_pdf(slip(90)))
    assert len(pages) > 1
    assert all(f"10{n:03}" in "".join(pages) for n in range(90))
    assert "9,065.05" in pages[-1]
    assert deposit_pdf(slip(90)) == deposit_pdf(slip(90))
