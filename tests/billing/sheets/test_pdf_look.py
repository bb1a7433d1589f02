"""The look that can be measured: margins, sizes, weights, overlaps, the window, the barcode."""

from itertools import groupby

import pytest

from dmedesk.billing.sheets import invoice_pdf
from dmedesk.printing import grid
from tests.billing.sheets.specimens import ALL, PAYER, paper
from tests.printing.reading import Box, PageRead, opened, overlapping, read
from tests.printing.test_barcode import decoded

SLACK = 0.1
PATH = 2


@pytest.fixture(scope="module", params=list(ALL))
def pages(request: pytest.FixtureRequest) -> list[PageRead]:
    return read(invoice_pdf(ALL[request.param], explained=True))


def test_nothing_stands_outside_the_margins(pages: list[PageRead]) -> None:
    for page in pages:
        for box in (*(one.box for one in page.letters), *(one.box for one in page.drawn)):
            assert box.left >= grid.LEFT - SLACK
            assert box.right <= grid.RIGHT + SLACK
            assert box.top >= grid.TOP - SLACK
            assert box.bottom <= grid.BOTTOM + SLACK


def test_no_two_letters_overlap(pages: list[PageRead]) -> None:
    for page in pages:
        assert list(overlapping(page.letters)) == []


def test_no_text_is_below_eight_points_and_no_line_below_a_hairline(
    pages: list[PageRead],
) -> None:
    for page in pages:
        assert {round(one.size, 1) for one in page.letters} <= {8.5, 10.5, 18.0}
        weights = [one.weight for one in page.drawn if one.weight]
        assert min(weights) >= grid.HAIRLINE - 0.001


def test_it_is_black_on_white() -> None:
    with opened(invoice_pdf(paper(), explained=True)) as document:
        for number in range(len(document)):
            picture = document[number].render(scale=1).to_pil().convert("RGB")
            assert all(r == g == b for _, (r, g, b) in picture.getcolors(1 << 24))


def test_a_window_envelope_shows_the_payers_address_and_nothing_else() -> None:
    (page,) = read(invoice_pdf(paper()))
    always = Box(0.875 * 72, 2.5 * 72, 4.375 * 72, 3.17 * 72)
    at_most = Box(0, 2.042 * 72, 5.375 * 72, 3.625 * 72)
    address = "".join((PAYER.name, *PAYER.lines)).replace(" ", "")
    assert page.within(always) == address
    assert page.within(at_most) == address


def test_the_barcode_on_paper_reads_as_the_number() -> None:
    dots = 600 / 72
    pdf = invoice_pdf(paper())
    (page,) = read(pdf)
    (bars,) = [one.box for one in page.drawn if one.kind == PATH and not one.weight]
    with opened(pdf) as document:
        picture = document[0].render(scale=dots).to_pil().convert("L")
    middle = round((bars.top + bars.bottom) / 2 * dots)
    row = [picture.getpixel((x, middle)) < 128 for x in range(picture.width)]
    runs = [(dark, len(list(run))) for dark, run in groupby(row)]
    module = runs[1][1] / 2
    assert runs[0][1] >= 10 * module
    assert runs[-1][1] >= 10 * module
    assert decoded(tuple(round(wide / module) for _, wide in runs[1:-1])) == "INV-2026-000123"
