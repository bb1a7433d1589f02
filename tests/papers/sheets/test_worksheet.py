"""The paper of a worksheet, read back: cost, steps, result, evidence; set as every paper."""

from dataclasses import replace
from datetime import date

import pytest

from dmedesk.kit.postal import Letterhead
from dmedesk.papers.rules.worksheet import EVIDENCE
from dmedesk.papers.rules.worksheet_paper import PaperStep, WorksheetPaper
from dmedesk.papers.sheets.worksheet import worksheet_pdf
from dmedesk.printing import grid
from tests.printing.reading import overlapping, read

PAPER = WorksheetPaper(
    supplier=Letterhead("Example Medical", ("25 Example Street", "Boston, MA 02118")),
    number="IC-000001",
    made_on=date(2026, 10, 6),
    title="E1399: Bath lift",
    facts=(("Member", "Alda, Rose"), ("Usual charge", "1500.00")),
    costs=(("List price", "1000.00"), ("Discounts in order", "20%")),
    steps=(
        PaperStep("The list price", "101 CMR 322.03(17)(a)", "1000.00"),
        PaperStep("Less a discount of 20% of 1000.00", "101 CMR 322.03(17)(a)", "800.00"),
    ),
    result_cents=104_000,
    readings=("Reading used: timely payment base = net before",),
    evidence=EVIDENCE,
)
LONG = replace(PAPER, steps=PAPER.steps * 30)


@pytest.mark.parametrize("paper", [PAPER, LONG], ids=["one", "long"])
def test_it_is_set_as_every_paper(paper: WorksheetPaper) -> None:
    for page in read(worksheet_pdf(paper)):
        assert list(overlapping(page.letters)) == []
        for box in (*(one.box for one in page.letters), *(one.box for one in page.drawn)):
            assert box.left >= grid.LEFT - 0.1
            assert box.right <= grid.RIGHT + 0.1
            assert box.bottom <= grid.BOTTOM + 0.1


def test_it_says_the_cost_every_step_the_result_and_what_lies_with_it() -> None:
    (page,) = read(worksheet_pdf(PAPER))
    for said in ("IC-000001", "Bath lift", "Alda, Rose", "800.00", "1,040.00", "net before"):
        assert said in page.text
    assert "322.03(17)(c)3" in page.text


def test_a_long_one_runs_over_pages_and_is_the_same_bytes() -> None:
    content = worksheet_pdf(LONG)
    assert len(read(content)) > 1
    assert content == worksheet_pdf(LONG)
