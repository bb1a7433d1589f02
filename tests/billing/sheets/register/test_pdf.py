"""The register on paper, read back: every field, every sum, the measurable look, the same bytes."""

from itertools import pairwise

import pytest

from dmedesk.billing.rules.register import Register
from dmedesk.billing.sheets.register import register_pdf
from dmedesk.printing import grid
from dmedesk.printing.figures import money
from tests.billing.register import ALL, EMPTY, MANY, SMALL
from tests.printing.reading import opened, overlapping, read, words

SLACK = 0.1


@pytest.fixture(params=list(ALL))
def drawn(request: pytest.FixtureRequest) -> Register:
    return ALL[request.param]


def test_every_field_is_on_the_paper() -> None:
    said = words(register_pdf(SMALL))
    for text in (
        *("Example Medical", "1 Main Street", "Billing register October 2026"),
        *("Payers All", "Posted 2026-11-02", "Invoices that stand INV-000001 – INV-000003"),
        *("MH Payer MH 2 2 189.00", "PP Payer PP 1 2 1,329.06", "Total 3 4 1,518.06"),
        "Taken back by credit, not counted above 1 -94.50",
        *("INV-000002 M2 Rosa Núñez PP 1,329.06",),
        "R1 2026-10-04 – 2026-11-03 E0260 RR KJ 4 of 13 150.00 94.50",
        "14CF0123456 · formula · 101 CMR 322.03(18)(a)2 · 101 CMR 322.03(1)(d)",
        "R2 2026-10-04 – 2026-11-03 E1390 RR 23 150.00 1,234.56",
        "O2-7 · usual charge",
        "Total 1,518.06",
        "INV-000104 2026-11-05 INV-000004 Rosa Núñez M1 MH -94.50",
        *("Total -94.50", "Page 1 of 3", "Page 3 of 3"),
    ):
        assert text in said


def test_an_empty_register_says_so_on_one_page() -> None:
    (page,) = read(register_pdf(EMPTY))
    said = " ".join(page.text.split())
    for text in ("October 2026", "Posted None", "Invoices that stand None", "Total 0 0 0.00"):
        assert text in said
    assert "Taken back" not in said


def test_heads_are_repeated_and_sums_carried_over_every_page_break() -> None:
    pages = [" ".join(page.text.split()) for page in read(register_pdf(MANY))]
    lists = {
        "Invoice Member Payer Total": MANY.total_cents,
        "Credit, date Takes back": MANY.credited_cents,
    }
    for head, total in lists.items():
        here = [page for page in pages if head in page]
        assert len(here) > 2
        for page, following in pairwise(here):
            carried = page.partition("Carried forward ")[2].split()[0]
            assert f"Brought forward {carried}" in following
        assert f"Total {money(total)}" in here[-1]
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
    assert sum("INV-000040, continued" in page for page in pages) >= 2


def test_nothing_overlaps_or_leaves_the_margins(drawn: Register) -> None:
    for page in read(register_pdf(drawn)):
        assert list(overlapping(page.letters)) == []
        for box in (*(one.box for one in page.letters), *(one.box for one in page.drawn)):
            assert box.left >= grid.LEFT - SLACK
            assert box.right <= grid.RIGHT + SLACK
            assert box.top >= grid.TOP - SLACK
            assert box.bottom <= grid.BOTTOM + SLACK


def test_two_sizes_and_a_title_and_no_line_below_a_hairline(drawn: Register) -> None:
    for page in read(register_pdf(drawn)):
        assert {round(one.size, 1) for one in page.letters} <= {8.5, 10.5, 18.0}
        assert min(one.weight for one in page.drawn if one.weight) >= grid.HAIRLINE - 0.001


def test_it_is_black_on_white() -> None:
    with opened(register_pdf(SMALL)) as document:
        picture = document[1].render(scale=1).to_pil().convert("RGB")
    assert all(r == g == b for _, (r, g, b) in picture.getcolors(1 << 24))


def test_the_same_register_is_the_same_bytes(drawn: Register) -> None:
    assert register_pdf(drawn) == register_pdf(drawn)
