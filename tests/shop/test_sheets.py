"""Samples of a paper's head and of a text say what is to be printed."""

from dmedesk.kit.postal import Letterhead
from dmedesk.kit.prose import Paragraph
from dmedesk.shop.sheets import sample_head, sample_text
from tests.printing.papers import png
from tests.printing.reading import overlapping, read

SAID = dict.fromkeys(("address2", "npi"), None) | {
    "name": "Example Medical",
    "address1": "1 Elm St",
    "city": "Lynn",
    "state": "MA",
    "zip": "01901",
    "phone": "617-555-0100",
}


def test_it_is_one_page_that_changes_with_what_is_said() -> None:
    plain = sample_head(SAID, logo=None, number="INV-000001")
    assert plain.startswith(b"%PDF")
    assert plain != sample_head(SAID, logo=png(8, 3), number="INV-000001")
    assert plain == sample_head(SAID, logo=None, number="INV-000001")


def test_a_text_runs_over_pages_under_the_letterhead() -> None:
    said = [Paragraph("Head", is_heading=True), *[Paragraph("word " * 120)] * 12]
    pages = read(sample_text("Rights", said, supplier=Letterhead("Bay State")))
    assert len(pages) > 1
    assert "Bay State" in pages[0].text
    assert "".join(page.text for page in pages).count("word") == 12 * 120
    assert all(list(overlapping(page.letters)) == [] for page in pages)
