"""A count sheet read back from its PDF: every unit with a square to tick, and room for more."""

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from dmedesk.assets.rules.papers import CountPaper
from dmedesk.assets.sheets.count import count_pdf
from dmedesk.printing import grid
from tests.assets.sheets.specimens import COUNT, LINES, LONG_COUNT
from tests.printing.reading import overlapping, read

BARE = replace(COUNT, number="", lines=())


@pytest.mark.parametrize("paper", [COUNT, LONG_COUNT, BARE], ids=["short", "long", "empty"])
def test_it_stays_in_its_margins_and_no_two_letters_overlap(paper: CountPaper) -> None:
    for page in read(count_pdf(paper)):
        assert list(overlapping(page.letters)) == []
        for box in (*(one.box for one in page.letters), *(one.box for one in page.drawn)):
            assert box.left >= grid.LEFT - 0.1
            assert box.right <= grid.RIGHT + 0.1
            assert box.top >= grid.TOP - 0.1
            assert box.bottom <= grid.BOTTOM + 0.1


def test_every_unit_stands_on_it_with_a_square_of_its_own() -> None:
    (page,) = read(count_pdf(COUNT))
    for line in LINES:
        assert line.serial in page.text
        assert line.inventory_no in page.text
    squares = [one for one in page.drawn if abs(one.box.right - one.box.left - 9) < 1]
    assert len(squares) == len(LINES)
    assert "3 expected" in page.text
    assert "Here, but not listed" in page.text


def test_a_long_count_keeps_every_unit_and_every_serial_can_be_scanned() -> None:
    pdf = count_pdf(LONG_COUNT)
    text = "".join(page.text for page in read(pdf))
    assert [one.serial for one in LONG_COUNT.lines if text.count(one.serial) != 1] == []
    document = pypdfium2.PdfDocument(pdf)
    scanned = [
        code.text
        for number in range(len(document))
        for code in zxingcpp.read_barcodes(document[number].render(scale=300 / 72).to_pil())
    ]
    document.close()
    assert set(scanned) == {one.serial for one in LONG_COUNT.lines}


def test_a_serial_is_never_cut() -> None:
    paper = replace(COUNT, lines=(replace(LINES[0], serial="Z" * 60),), has_barcodes=True)
    (page,) = read(count_pdf(paper))
    assert page.text.count("Z") == 60


def test_the_same_sheet_is_the_same_bytes() -> None:
    assert count_pdf(COUNT) == count_pdf(COUNT)
