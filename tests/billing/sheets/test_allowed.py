"""The paper says that its amounts are allowed ones, where the payer pays a share of them."""

from dataclasses import replace
from datetime import date

import pytest

from dmedesk.billing.rules.printed import PayerWords, PrintedCredit
from dmedesk.billing.rules.shares import share_words
from dmedesk.billing.sheets import draw, invoice_pdf
from dmedesk.billing.sheets.credit import draw_credit
from tests.billing.sheets.specimens import many, paper
from tests.billing.sheets.test_frozen import posted
from tests.printing.reading import read, words

SAID = share_words("medicare", "Medicare", date(2026, 10, 4))


def test_it_stands_beside_the_total() -> None:
    medicare = PayerWords("Medicare", (), "MC", SAID)
    printed = replace(posted(), payer=medicare)
    assert SAID in words(draw(printed))
    assert "allowed" not in words(draw(posted()))


def test_a_credit_does_not_say_it() -> None:
    invoice = replace(posted(), payer=PayerWords("Medicare", (), "MC", SAID))
    credit = PrintedCredit("INV-000008", date(2026, 11, 3), "", invoice, invoice.lines)
    assert "allowed" not in words(draw_credit(credit))


@pytest.mark.parametrize("count", [1, 11, 12, 13, 14, 30])
def test_it_stands_once_with_the_total_however_long_the_invoice(count: int) -> None:
    content = invoice_pdf(replace(many(count), pays=SAID))
    pages = [" ".join(page.text.split()) for page in read(content)]
    assert ["Total" in page for page in pages] == [False] * (len(pages) - 1) + [True]
    assert [SAID in page for page in pages] == ["Total" in page for page in pages]


def test_a_long_name_needs_more_lines() -> None:
    said = share_words(
        "medicare", " of ".join(["The Regional Administrator"] * 5), date(2026, 1, 1)
    )
    assert said in words(invoice_pdf(paper(pays=said)))
