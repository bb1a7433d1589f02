"""Cells of fee files: each spelling of an amount is read once and means the same everywhere."""

import pytest

from dmedesk.catalog.rules.layouts import cms
from dmedesk.catalog.rules.words import PricingArea
from tests.catalog import excerpts
from tests.catalog.excerpts import lines_of


@pytest.mark.parametrize(
    ("cell", "fee"),
    [
        ("0", 0),
        ("0.00", 0),
        ("97.6", 9760),
        ("1,234.56", 123456),
        ("               .", None),
        (".", None),
        ("", None),
    ],
)
def test_spellings_of_an_amount(cell: str, fee: int | None) -> None:
    row = ("A4253", "NU", "KL", "", "IN", cell, "Blood glucose/reagent strips")
    published = cms.read(lines_of(excerpts.mail_order([row])), file_name="file.csv", state="MA")
    assert published.fees[0].fee == fee


@pytest.mark.parametrize("rural", ["0.00", "0", ".", ""])
def test_no_rural_fee_is_no_rural_row(rural: str) -> None:
    row = ("E0601", "RR", "", "D", "CR", "49.55", rural, "Cont airway pressure device")
    published = cms.read(lines_of(excerpts.dmepos([row])), file_name="file.csv", state="MA")
    assert [fee.area for fee in published.fees] == [PricingArea.NON_RURAL]
