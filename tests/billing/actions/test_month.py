"""Preview and post (``billing.md``, answer): what was shown is what is posted, once."""

import pytest

from dmedesk.billing.tables import (
    BillingRun,
    HeldMonth,
    Invoice,
)
from dmedesk.kit.errors import Refused
from tests.flows.month_shop import (
    MonthShop,
    billed,
    held,
    numbers,
    without_numbers,
)


def test_post_gives_what_preview_gave_and_numbers_it_without_gaps(shop: MonthShop) -> None:
    shop.rent("R2", member_no="M2")
    shop.rent("R10", member_no="M10")
    shop.rent("R3", member_no="M2", payer="PP")
    shop.rent("R4", member_no="M2")
    preview = shop.preview("2026-10")
    assert shop.rows(Invoice) == []
    posted = shop.post("2026-10")
    assert without_numbers(posted) == preview
    assert numbers(posted) == ["INV-000001", "INV-000002", "INV-000003"]
    assert [(one["member_no"], one["payer_code"], one["lines"]) for one in posted["invoices"]] == [
        ("M10", "MH", 1),
        ("M2", "MH", 2),
        ("M2", "PP", 1),
    ]
    assert posted["total"] == "725.00"
    shop.rent("R5")
    assert numbers(shop.post("2026-10")) == ["INV-000004"]
    assert numbers(shop.post("2026-11"))[0] == "INV-000005"


def test_posting_a_month_twice_adds_nothing_and_writes_nothing(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", proven_on=None)
    shop.post("2026-10")
    again = shop.post("2026-10")
    assert (again["lines"], again["invoices"], again["total"]) == ([], [], "0.00")
    assert held(again) == [("R2", "2026-10-05", ["no_proof_of_delivery"])]
    assert len(shop.rows(BillingRun)) == 1
    assert len(shop.rows(HeldMonth)) == 1


def test_a_payer_alone_leaves_out_everything_of_the_others(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", payer="PP")
    shop.rent("R3", payer="PP", proven_on=None)
    shop.rent("R4", started_on="2025-01-05")
    shop.rent("R5", proven_on=None)
    private = shop.post("2026-10", payer="PP")
    assert billed(private) == [("R2", 4, "500.00")]
    assert [one[0] for one in held(private)] == ["R3"]
    assert private["finished"] == []
    rest = shop.post("2026-10")
    assert billed(rest) == [("R1", 4, "75.00")]
    assert [one[0] for one in held(rest)] == ["R5", "R3"]


def test_a_payer_that_nobody_has_is_refused(shop: MonthShop) -> None:
    with pytest.raises(Refused, match="There is no payer XX"):
        shop.preview("2026-10", payer="XX")
