"""The pages "How each amount was computed": step, figure, clause, line by line."""

from dataclasses import replace

from dmedesk.billing.sheets import explanation, invoice_pdf
from dmedesk.printing.grid import RIGHT
from dmedesk.printing.typeface import width_of
from tests.billing.sheets.specimens import BED, CHAIR, LONG_LINE, many, paper
from tests.printing.reading import read

ROOM = 600.0


def test_each_step_has_its_figure_and_its_clause() -> None:
    (block,) = explanation.blocks(paper(), ROOM)
    texts = [mark.text for mark in block.marks]
    assert texts[:3] == ["1", "E0260 RR KJ", "2026-10-04 – 2026-11-03, month 4 of 13"]
    for step in BED.steps:
        at = texts.index(step[0])
        assert tuple(texts[at : at + 3]) == step
    assert texts[-3:] == ["Reading: months 4 to 13 are rounded at each step", "Amount", "94.50"]


def test_a_step_without_a_figure_leaves_the_column_free() -> None:
    (block,) = explanation.blocks(paper(replace(BED, steps=(("The band is named", "", ""),))), ROOM)
    assert [mark.text for mark in block.marks if mark.right] == ["94.50"]


def test_long_steps_wrap_inside_their_column() -> None:
    (block,) = explanation.blocks(paper(LONG_LINE), ROOM)
    for mark in block.marks:
        left = mark.x - width_of(mark.text, mark.style) if mark.right else mark.x
        assert left + width_of(mark.text, mark.style) <= RIGHT


def test_a_derivation_taller_than_a_page_goes_on_under_its_own_head() -> None:
    steps = tuple((f"Step {n}", f"{n}.00", "") for n in range(100))
    first, *others = explanation.blocks(paper(replace(BED, steps=steps)), ROOM)
    assert len(others) == 2
    assert all(block.height <= ROOM for block in (first, *others))
    assert [block.marks[1].text for block in others] == ["E0260 RR KJ (continued)"] * 2
    said = [mark.text for block in (first, *others) for mark in block.marks]
    assert [text for text in said if text.startswith("Step ")] == [says for says, _, _ in steps]


def test_the_pages_follow_the_invoice_only_on_demand() -> None:
    assert len(read(invoice_pdf(paper()))) == 1
    invoice, computed = read(invoice_pdf(paper(BED, CHAIR), explained=True))
    assert "Page 1 of 2" in invoice.text
    assert "Page 2 of 2" in computed.text
    assert "How each amount was computed" in computed.text
    assert "Invoice INV-2026-000123" in computed.text


def test_a_line_is_never_torn_between_pages() -> None:
    pages = [
        page.text
        for page in read(invoice_pdf(many(30), explained=True))
        if "How each amount was computed" in page.text
    ]
    assert len(pages) == 5
    for page in pages:
        assert page.count("2026-10-04") == page.count("Amount") > 0
    assert sum(page.count("Amount") for page in pages) == 30
