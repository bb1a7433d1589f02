"""A repair's papers read back from their PDF: every fact, room to sign, no letter torn."""

from dataclasses import replace
from datetime import date

import pytest

from dmedesk.kit.postal import Address, Letterhead
from dmedesk.printing import grid
from dmedesk.repairs.rules.paper import TITLES, PaperKind, PaperLine, RepairPaper
from dmedesk.repairs.sheets.repair import repair_pdf
from tests.printing.reading import overlapping, read, words

SUPPLIER = Letterhead("Example Medical", ("1 Main St", "Quincy, MA 02169"), phone="617-555-0100")
LINES = (
    PaperLine("Head motor, 24 V, with cable and bracket", 1, None, "charged", 21_050),
    PaperLine("Fitting", 2, 90, "charged", 10_450),
    PaperLine("Hand control", 1, None, "warranty", None),
)
DONE = RepairPaper(
    kind=PaperKind.RETURN,
    number="REP-000012",
    supplier=SUPPLIER,
    member=Address("Nora Rivera", ("12 Elm St", "Lynn, MA 01901")),
    made_on=date(2026, 10, 12),
    facts=(("Equipment", "Hospital bed"), ("Serial number", "BED-00123"), ("HCPCS", "E0260")),
    said=(("What is wrong", "It hums.\nAll night."), ("What was done", "Motor replaced.")),
    lines=LINES,
    sum_words="Charge for parts and labor",
    total_cents=31_500,
    signs="I received the equipment above back, clean and in working order.",
)
LONG = replace(DONE, lines=LINES * 20, copy=2)
ALL = [
    DONE,
    LONG,
    replace(DONE, kind=PaperKind.ORDER, lines=None, total_cents=None),
    replace(DONE, kind=PaperKind.REFUSAL, lines=None, total_cents=None, signs=""),
]


@pytest.mark.parametrize("paper", ALL, ids=["done", "long", "order", "refusal"])
def test_it_stays_in_its_margins_and_no_two_letters_overlap(paper: RepairPaper) -> None:
    for page in read(repair_pdf(paper)):
        assert list(overlapping(page.letters)) == []
        for box in (*(one.box for one in page.letters), *(one.box for one in page.drawn)):
            assert box.left >= grid.LEFT - 0.1
            assert box.right <= grid.RIGHT + 0.1
            assert box.bottom <= grid.BOTTOM + 0.1


def test_every_fact_stands_on_it() -> None:
    text = words(repair_pdf(DONE))
    for fact in (
        "REP-000012",
        TITLES[PaperKind.RETURN],
        "Nora Rivera",
        "BED-00123",
        "All night.",
        "Hand control",
        "warranty",
        "210.50",
        "$315.00",
        "clean and in working order",
        "Printed name",
    ):
        assert fact in text


def test_a_long_one_goes_over_pages_and_is_signed_on_the_last() -> None:
    pages = read(repair_pdf(LONG))
    assert len(pages) > 1
    assert "COPY 2" in words(repair_pdf(LONG))


def test_the_same_values_give_the_same_bytes() -> None:
    assert repair_pdf(DONE) == repair_pdf(DONE)
