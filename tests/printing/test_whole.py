"""A paper of rows: as many pages as it takes, heads, feet, and what stands below the last row."""

import pypdfium2
import pytest

from dmedesk.kit.postal import Letterhead
from dmedesk.printing.grid import LEFT, LINE, column
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Mark, Row
from dmedesk.printing.typeface import TEXT
from dmedesk.printing.whole import draw_field, draw_pages, draw_whose, questions

TOP, LATER, BOTTOM = 100.0, 50.0, 200.0


def _row(text: str) -> Row:
    return Row(20, (Mark(LEFT, 15, text, TEXT),))


def _texts(sheet: Sheet) -> list[str]:
    document = pypdfium2.PdfDocument(sheet.finish())
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


@pytest.mark.parametrize(
    ("rows", "tail", "pages"), [(5, 0, 1), (6, 0, 2), (4, 20, 1), (5, 20, 2), (13, 0, 3)]
)
def test_as_many_pages_as_the_rows_and_what_ends_them_take(
    rows: int, tail: float, pages: int
) -> None:
    sheet = Sheet(title="Trial", author="Us")
    draw_pages(
        sheet,
        [_row(f"Row {number}") for number in range(rows)],
        top=TOP,
        later=LATER,
        bottom=BOTTOM,
        head=lambda: sheet.text(LEFT, 30, "Again", TEXT),
        foot="Questions?",
        tail=tail,
        end=lambda: sheet.text(LEFT, BOTTOM, "Signed", TEXT),
    )
    found = _texts(sheet)
    assert [text.count("Again") for text in found] == [0, *[1] * (pages - 1)]
    assert [text.count("Signed") for text in found] == [*[0] * (pages - 1), 1]
    assert [f"Page {at} of {pages}" in text for at, text in enumerate(found, start=1)] == (
        [True] * pages
    )
    assert sum(text.count("Row ") for text in found) == rows


@pytest.mark.parametrize(("lines", "facts", "used"), [(2, 1, 3), (2, 3, 3), (2, 4, 4), (0, 0, 1)])
def test_what_stands_below_begins_under_the_longer_side(lines: int, facts: int, used: int) -> None:
    sheet = Sheet(title="Trial", author="Us")
    told = [(f"Fact {at}", "yes") for at in range(facts)]
    address = [f"{at} Elm St" for at in range(lines)]
    titles = ("Member", "Equipment", "2026-11-03")
    end = draw_whose(sheet, 100, titles, "Rose Alda", address, told, value_x=column(8))
    assert end == pytest.approx(100 + (1.6 + used) * LINE)
    (text,) = _texts(sheet)
    assert [text.count(word) for word in ("Rose Alda", "Elm St", "Fact")] == [1, lines, facts]


def test_a_line_to_be_written_on_says_below_it_what() -> None:
    sheet = Sheet(title="Trial", author="Us")
    draw_field(sheet, LEFT, column(9), TOP, "Printed name")
    assert _texts(sheet) == ["Printed name"]


@pytest.mark.parametrize(
    ("phone", "ask"), [("617-555-0199", "Call 617-555-0199"), ("", "Write to Example Medical")]
)
def test_whom_to_ask_about_a_paper(phone: str, ask: str) -> None:
    supplier = Letterhead("Example Medical", phone=phone)
    assert questions(supplier, "REP-1") == f"Questions? {ask} and have the number REP-1 at hand."
