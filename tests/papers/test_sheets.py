"""The letter that asks for papers, read back: to whom, for whom, which, and set as every paper."""

from dataclasses import replace
from datetime import date

import pytest

from dmedesk.kit.postal import Address, Letterhead
from dmedesk.papers.rules.outstanding import AskedItem, RequestPaper
from dmedesk.papers.sheets import request_pdf
from dmedesk.printing import grid
from tests.printing.reading import overlapping, read

ITEM = AskedItem(
    "Alda, Rose", date(1940, 2, 29), "E0260", "Letter of medical necessity", "ends on 2026-12-30"
)
LETTER = RequestPaper(
    supplier=Letterhead("Example Medical", ("25 Example Street", "Boston, MA 02118")),
    to=Address("Ann Reed", ("720 Harrison Avenue", "Boston, MA 02118")),
    fax="617-555-0111",
    written_on=date(2026, 11, 29),
    items=(ITEM,),
    must_bear=("MassHealth (130 CMR 409.416(B)): patient’s name, diagnosis.",),
)
LONG = replace(
    LETTER,
    items=(replace(ITEM, member="Featherstonehaugh-Cholmondeley, Maximiliano", why="x " * 90),)
    * 40,
)


@pytest.mark.parametrize("paper", [LETTER, LONG], ids=["one", "many"])
def test_it_is_set_as_every_paper(paper: RequestPaper) -> None:
    for page in read(request_pdf(paper)):
        assert list(overlapping(page.letters)) == []
        for box in (*(one.box for one in page.letters), *(one.box for one in page.drawn)):
            assert box.left >= grid.LEFT - 0.1
            assert box.right <= grid.RIGHT + 0.1
            assert box.top >= grid.TOP - 0.1
            assert box.bottom <= grid.BOTTOM + 0.1


def test_it_says_whom_it_asks_for_what() -> None:
    (page,) = read(request_pdf(LETTER))
    for said in ("Ann Reed", "617-555-0111", "Alda, Rose", "born 1940-02-29", "E0260"):
        assert said in page.text
    assert "Letter of medical" in page.text
    assert "409.416(B)" in page.text


def test_many_papers_run_over_pages_and_are_the_same_bytes() -> None:
    content = request_pdf(LONG)
    assert len(read(content)) > 1
    assert content == request_pdf(LONG)
