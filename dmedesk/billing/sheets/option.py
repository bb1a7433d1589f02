"""The offer to buy a rental's unit as PDF: the price, what was paid, every ceiling, the answer.

The barcode is the rental's number, so that a scan of the signed paper finds it.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from dmedesk.billing.rules.option_paper import TITLE, OptionOffer
from dmedesk.kit.prose import Paragraph
from dmedesk.printing.figures import money
from dmedesk.printing.footer import FOOTER_TOP
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, baseline, column, column_end
from dmedesk.printing.heading import draw_copy_mark, draw_heading, draw_running_head
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.prose import prose_rows
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Line, Mark, Row, stacked
from dmedesk.printing.typeface import SMALL, STRONG, TEXT
from dmedesk.printing.typeface import TITLE as LARGE
from dmedesk.printing.whole import draw_field, draw_pages, draw_whose, questions
from dmedesk.printing.wrapping import wrap

_PLACE_AT = 8
_LATER_TOP = baseline(4)
_BOTTOM = FOOTER_TOP - LINE
_DROP, _BELOW = 12.0, 2.5
_SIGNING = 10.4 * LINE
_BOX = 9.0
_DAYS_X, _CLAUSE_X = column(3), column(7)


def option_pdf(offer: OptionOffer) -> bytes:
    """The offer, the same bytes for the same values. ``Refused`` where the logo is no picture."""
    sheet = Sheet(title=f"{TITLE} {offer.number}", author=offer.supplier.name)
    top = _draw_head(sheet, offer)
    rows = list(_rows(offer))
    name = f"{TITLE} {offer.number}"
    draw_pages(
        sheet,
        rows,
        top=top,
        later=_LATER_TOP,
        bottom=_BOTTOM,
        head=partial(draw_running_head, sheet, offer.supplier.name, name, barcode=offer.number),
        foot=questions(offer.supplier, offer.number),
        tail=_SIGNING,
        end=lambda: _draw_answer(sheet, offer, _BOTTOM - _SIGNING),
    )
    return sheet.finish()


def _draw_head(sheet: Sheet, offer: OptionOffer) -> float:
    """Letterhead, number, whose offer it is and of what; answers where the text begins."""
    draw_letterhead(sheet, offer.supplier)
    draw_heading(sheet, TITLE, offer.number)
    draw_copy_mark(sheet, offer.copy, title=TITLE)
    titles = ("For", "What you have on rent", f"{offer.made_on}")
    whose, at = offer.member, baseline(_PLACE_AT)
    end = draw_whose(sheet, at, titles, whose.name, whose.lines, offer.facts, value_x=column(8))
    return end + 0.7 * LINE


def _rows(offer: OptionOffer) -> Iterator[Row]:
    words = f"You can buy it for ${money(offer.price_cents)}"
    yield Row(20, (Mark(LEFT, 16, words, LARGE),))
    bought = (
        f"{offer.charged_to} Once it is bought, the equipment is yours, its rental ends that day,"
        " and no further rent is billed. You need not buy it: then the rental ends and we fetch the"
        " equipment, or it goes on for a reason that you tell us."
    )
    counts = (
        f"The price counts the rent billed up to {offer.made_on}; each further month of rent"
        " changes it."
    )
    yield from prose_rows([Paragraph(bought), Paragraph(counts)])
    yield from _paid(offer)
    if offer.ceilings:
        yield from _ceilings(offer)
    if offer.steps:
        yield from _steps(offer)


def _paid(offer: OptionOffer) -> Iterator[Row]:
    yield _head("Rent billed so far", (Mark(RIGHT, 0, "Amount", SMALL, right=True),))
    for month in offer.months:
        marks = (
            Mark(LEFT, _DROP, month.name, TEXT),
            Mark(_DAYS_X, _DROP, month.days, TEXT),
            Mark(RIGHT, _DROP, "" if month.cents is None else money(month.cents), TEXT, right=True),
        )
        yield Row(_DROP + _BELOW, marks)
    yield _sum("Together", offer.paid_cents)


def _ceilings(offer: OptionOffer) -> Iterator[Row]:
    more = (Mark(_CLAUSE_X, 0, "Clause", SMALL), Mark(RIGHT, 0, "Limit", SMALL, right=True))
    yield _head("What the price may not go beyond", more)
    for one in offer.ceilings:
        style = STRONG if one.bites else TEXT
        said = wrap(one.words, style, _CLAUSE_X - LEFT - 8, most=2)
        clause = wrap(
            f"{one.clause}{': decides' if one.bites else ''}", SMALL, column(11) - _CLAUSE_X
        )
        marks = (
            *stacked(LEFT, _DROP, said, style),
            *stacked(_CLAUSE_X, _DROP, clause, SMALL),
            Mark(RIGHT, _DROP, money(one.cents), style, right=True),
        )
        yield Row(_DROP + (max(len(said), len(clause)) - 1) * LINE + _BELOW, marks)


def _steps(offer: OptionOffer) -> Iterator[Row]:
    more = (Mark(_CLAUSE_X, 0, "Clause", SMALL), Mark(RIGHT, 0, "Figure", SMALL, right=True))
    yield _head("How the price comes about", more)
    for step in offer.steps:
        said = wrap(step.says, TEXT, _CLAUSE_X - LEFT - 8, most=6)
        marks = (
            *stacked(LEFT, _DROP, said, TEXT),
            Mark(_CLAUSE_X, _DROP, step.clause, SMALL),
            Mark(RIGHT, _DROP, "" if step.cents is None else money(step.cents), TEXT, right=True),
        )
        yield Row(_DROP + (len(said) - 1) * LINE + _BELOW, marks)
    yield _sum("Price", offer.price_cents)
    if offer.readings:
        words = f"Readings of the regulation used: {'; '.join(offer.readings)}."
        said = wrap(words, SMALL, RIGHT - LEFT, most=4)
        yield Row(len(said) * LINE, stacked(LEFT, LINE, said, SMALL))


def _sum(words: str, cents: int) -> Row:
    marks = (
        Mark(LEFT, _DROP, words, STRONG),
        Mark(RIGHT, _DROP, money(cents), STRONG, right=True),
    )
    return Row(_DROP + _BELOW, marks, (Line(LEFT, RIGHT, 1),))


def _head(words: str, more: Sequence[Mark]) -> Row:
    drop = 1.8 * LINE
    marks = [Mark(LEFT, drop, words, STRONG)]
    marks += [Mark(one.x, drop, one.text, one.style, one.right) for one in more]
    return Row(drop + 6, tuple(marks), (Line(LEFT, RIGHT, drop + 5, RULE),))


def _draw_answer(sheet: Sheet, offer: OptionOffer, y: float) -> None:
    """The answer with its top at ``y``: three boxes, why, who signs, the day."""
    sheet.rule(LEFT, RIGHT, y, RULE)
    answers = (
        (LEFT, 1.8, f"I buy it for ${money(offer.price_cents)}."),
        (LEFT, 1.8, "I do not buy it: the rental ends. Please fetch it."),
        (column(7), 0.0, "I do not buy it: the rental goes on (say why)."),
    )
    for x, lines, words in answers:
        y += lines * LINE
        sheet.box(x, y - _BOX + 1, _BOX)
        sheet.text(x + _BOX + 6, y, words, TEXT)
    y += 3.2 * LINE
    draw_field(sheet, LEFT, column_end(8), y, "Signature of the member or of whoever acts for them")
    draw_field(sheet, column(9), RIGHT, y, "Date")
    y += 3 * LINE
    draw_field(sheet, LEFT, column_end(6), y, "Printed name, and what they are to the member")
    draw_field(sheet, column(7), RIGHT, y, "Why")
