"""The cover and the index: nothing overlaps, nothing is lost where they take several pages."""

from dataclasses import replace
from datetime import date

from dmedesk.binder.rules import Chapter, Facts, Part, Whose, numbered
from dmedesk.binder.sheets.front import front_pages, front_pdf
from dmedesk.binder.sheets.section import section_pdf
from dmedesk.kit.binders import BinderColumn, BinderSection, BinderTable
from dmedesk.kit.postal import Letterhead
from tests.flows.month_shop import NOW
from tests.printing.reading import overlapping, read

FACTS = Facts(
    "M1-B1",
    Whose("Rivera, Ana", "M1", date(1950, 3, 4)),
    "all days",
    NOW,
    "Ana Silva",
    Letterhead("Example Medical", ("25 Example Street", "Boston, MA 02118"), "617-555-0199"),
    empty=("Recalls",),
    left_out=("Account",),
)
PARTS = tuple(
    Part(f"Invoice INV-{number:06} of a long name " * 3, 2, date(2026, 1, 5), "ab" * 32)
    for number in range(60)
)


def test_cover_and_index_tell_everything_on_as_many_pages_as_they_said() -> None:
    missing = [f"Slip {number}: the visit has no proof." for number in range(90)]
    chapters = [Chapter("Invoices", 1, PARTS), Chapter("Timeline", 3)]
    front = front_pages(FACTS, chapters, missing)
    content, index_at = front_pdf(FACTS, numbered(chapters, front), missing)
    pages = read(content)
    assert len(pages) == front
    assert "Index" in pages[index_at - 1].text
    cover = " ".join(page.text for page in pages[: index_at - 1])
    for said in (*missing, "Rivera, Ana", "1950-03-04", "by Ana Silva", "What is missing (90)"):
        assert said in cover, said
    assert "Nothing in these days: Recalls." in cover
    assert "Left out: Account." in cover
    index = " ".join(page.text for page in pages[index_at - 1 :])
    assert index.count("SHA-256 " + "ab" * 32) == 60
    for page in pages:
        assert [(a.character, b.character) for a, b in overlapping(page.letters)] == []


def test_a_complete_binder_says_so() -> None:
    content, _index = front_pdf(FACTS, [Chapter("Member", 1, page=3)], [])
    assert "Nothing that the records ask for is missing." in read(content)[0].text


def test_a_section_wraps_its_cells_over_pages_and_names_its_gaps() -> None:
    columns = (BinderColumn("Day", 12), BinderColumn("What", 60), BinderColumn("Amount", 12, True))
    rows = [("2026-01-05", f"Row {number}: " + "words " * 30, "1,234.50") for number in range(80)]
    section = BinderSection(
        "a",
        "Section",
        1,
        (BinderTable("Rows", columns, rows, "All of them."), BinderTable("None", columns, ())),
        missing=("Something is missing.",),
    )
    content, count = section_pdf(replace(FACTS, empty=()), section)
    pages = read(content)
    assert len(pages) == count > 4
    text = " ".join(page.text for page in pages)
    assert all(f"Row {number}:" in text for number in range(80))
    assert "Something is missing." in text
    assert "None." in text
    for page in pages:
        assert [(a.character, b.character) for a, b in overlapping(page.letters)] == []
