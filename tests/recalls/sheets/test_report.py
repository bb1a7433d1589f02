"""The closing report read back: what was meant, told, done, in time, and at what cost."""

from dataclasses import replace
from datetime import date

import pytest

from dmedesk.kit.postal import Letterhead
from dmedesk.printing import grid
from dmedesk.recalls.rules.letters import ReportLetter, ReportPaper, ReportUnit
from dmedesk.recalls.sheets.report import report_pdf
from tests.printing.reading import overlapping, read

UNIT = ReportUnit(
    "LW1500",
    "Patient lift, electric",
    "Remedied",
    "Rivera, Nora",
    "Returned to the manufacturer",
    "2025-12-03, Tom Reyes",
    1250,
)
LETTER = ReportLetter(
    "RLT-000001",
    "Rivera, Nora",
    3,
    "Given 2025-12-02, by hand, on a route",
    "Signed by Nora Rivera by Lee",
)
REPORT = ReportPaper(
    number="RCL-000001",
    title="Patient lift: the hook may open",
    supplier=Letterhead("Example Medical", ("1 Main St", "Salem, MA 01970"), "978-555-0100"),
    printed_on=date(2025, 12, 8),
    facts=(("Firm", "Liftwell Inc."), ("To be done by", "2025-12-04 (101 CMR 322.03(15))")),
    measures=(("Units meant, and remedied", "1 of 1 (100%)"), ("Cost, billed to nobody", "$12.50")),
    units=(UNIT,),
    letters=(LETTER,),
    steps=("2025-11-28: Ana Silva judged: serious harm or death is foreseeable (May fall.)",),
    is_closed=True,
)
LONG = replace(REPORT, units=(UNIT,) * 60, letters=(LETTER,) * 40, is_closed=False)


@pytest.mark.parametrize("paper", [REPORT, LONG], ids=["short", "long"])
def test_it_is_set_as_every_paper(paper: ReportPaper) -> None:
    for page in read(report_pdf(paper)):
        assert list(overlapping(page.letters)) == []
        for box in (*(one.box for one in page.letters), *(one.box for one in page.drawn)):
            assert box.left >= grid.LEFT - 0.1
            assert box.right <= grid.RIGHT + 0.1
            assert box.bottom <= grid.BOTTOM + 0.1


def test_it_tells_everything() -> None:
    (page,) = read(report_pdf(REPORT))
    for text in (
        "RCL-000001",
        "Patient lift: the hook may open",
        "2025-12-04 (101 CMR 322.03(15))",
        "1 of 1 (100%)",
        "LW1500",
        "12.50",
        "RLT-000001",
        "Closed. Printed on 2025-12-08.",
    ):
        assert text in " ".join(page.text.split())
    assert "Open: not everything is done yet" in read(report_pdf(LONG))[0].text
