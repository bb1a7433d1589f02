"""The offer to buy read back from its PDF: every amount with its clause, room to answer."""

from dataclasses import replace
from datetime import date

import pytest

from dmedesk.billing.rules.option import Ceiling
from dmedesk.billing.rules.option_paper import OfferMonth, OfferStep, OptionOffer
from dmedesk.billing.sheets.option import option_pdf
from dmedesk.kit.postal import Address, Letterhead
from dmedesk.printing import grid
from tests.printing.reading import overlapping, read, words

OFFER = OptionOffer(
    number="R0012",
    supplier=Letterhead("Example Medical", ("1 Main St", "Quincy, MA 02169"), phone="617-555-0100"),
    member=Address("Nora Rivera", ("12 Elm St", "Lynn, MA 01901")),
    made_on=date(2026, 10, 20),
    facts=(
        ("Equipment", "Hospital bed, semi-electric, with side rails and mattress"),
        ("Serial no.", "BED-00123"),
        ("HCPCS", "E0260, new"),
        ("On rent since", "2026-05-05"),
        ("Payer", "MassHealth"),
    ),
    months=tuple(
        OfferMonth(f"Month {n}", f"2026-{n + 4:02}-05 to 2026-{n + 5:02}-04", 10_000)
        for n in range(1, 7)
    ),
    paid_cents=52_500,
    ceilings=(
        Ceiling("All payments: the fee as new", "101 CMR 322.03(6)(a)", 100_000, True),
        Ceiling(
            "The capped months of rent together",
            "101 CMR 322.03(6)(f), (18)",
            105_000,
            False,
        ),
    ),
    steps=(
        OfferStep("The new purchase fee, row NU", 100_000, "101 CMR 322.03(1)(d)"),
        OfferStep("Rent already paid, as stated", 52_500, "101 CMR 322.03(6)(a)"),
        OfferStep(
            "The ceiling 1000.00 less the rent credited 525.00, never below zero",
            47_500,
            "101 CMR 322.03(6)",
        ),
    ),
    readings=("rent credit = credited", "purchase ceiling = new fee"),
    price_cents=47_500,
    charged_to="The price is charged to MassHealth, not to you.",
)
LONG = replace(OFFER, months=OFFER.months * 6, steps=OFFER.steps * 5, copy=2)
BARE = replace(OFFER, months=(), ceilings=(), steps=(), readings=())


@pytest.mark.parametrize("offer", [OFFER, LONG, BARE], ids=["offer", "long", "bare"])
def test_it_stays_in_its_margins_and_no_two_letters_overlap(offer: OptionOffer) -> None:
    for page in read(option_pdf(offer)):
        assert list(overlapping(page.letters)) == []
        for box in (*(one.box for one in page.letters), *(one.box for one in page.drawn)):
            assert box.left >= grid.LEFT - 0.1
            assert box.right <= grid.RIGHT + 0.1
            assert box.bottom <= grid.BOTTOM + 0.1


def test_every_amount_stands_on_it_with_its_clause() -> None:
    text = words(option_pdf(OFFER))
    for fact in (
        "R0012",
        "Nora Rivera",
        "BED-00123",
        "You can buy it for $475.00",
        "not to you",
        "Month 6",
        "525.00",
        "1,000.00",
        "322.03(6)(a): decides",
        "1,050.00",
        "never below zero",
        "rent credit = credited",
        "I buy it for $475.00.",
        "I do not buy it: the rental ends. Please fetch it.",
        "I do not buy it: the rental goes on (say why).",
        "Signature of the member",
        "617-555-0100",
    ):
        assert fact in text


def test_a_long_one_goes_over_pages_and_is_answered_on_the_last() -> None:
    pages = read(option_pdf(LONG))
    assert len(pages) > 1
    assert "COPY 2" in words(option_pdf(LONG))
    assert option_pdf(LONG) == option_pdf(LONG)
