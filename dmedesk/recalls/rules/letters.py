"""What a member's letter about a recall says, in plain words, and what its report tells.

101 CMR 322.03(15): the member is given a copy of the notice. The letter says first what to do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dmedesk.kit.calendar import MONTH_NAMES, WEEKDAY_NAMES
from dmedesk.kit.postal import Address, Letterhead
from dmedesk.kit.prose import Paragraph
from dmedesk.recalls.rules.reading import ReadingLevel, reading_level


@dataclass(frozen=True, slots=True)
class LetterItem:
    """What a member has or had of what is recalled."""

    description: str
    serial: str


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """A letter. ``words`` is what the member should do, ``due_on`` by when all must be done."""

    number: str
    recall_no: str
    supplier: Letterhead
    member: Address
    written_on: date
    firm: str
    words: str
    items: tuple[LetterItem, ...]
    due_on: date | None = None
    is_large: bool = False


def letter_text(paper: LetterPaper) -> tuple[Paragraph, ...]:
    """The letter's paragraphs in their order: first what to do, then by when, then why."""
    return tuple(_paragraphs(paper))


def _paragraphs(paper: LetterPaper) -> Iterator[Paragraph]:
    yield Paragraph(f"Dear {paper.member.name},")
    yield Paragraph("Do this first", is_heading=True)
    for block in filter(str.strip, paper.words.split("\n")):
        yield Paragraph(block.strip())
    yield Paragraph("By when", is_heading=True)
    if paper.due_on is not None:
        yield Paragraph(f"We must be done by {day_in_words(paper.due_on)}. Please do not wait.")
    else:
        yield Paragraph("Please do this as soon as you can.")
    yield Paragraph("Why we write to you", is_heading=True)
    what = "this item" if len(paper.items) == 1 else "these items"
    yield Paragraph(f"You have {what} from us, or had it:")
    for item in paper.items:
        yield Paragraph(f"\N{BULLET} {item.description}, serial number {item.serial}")
    yield Paragraph(
        f"The maker, {paper.firm}, has found a problem. A copy of the maker's notice is behind "
        "this letter. It says what is wrong."
    )
    yield Paragraph("You pay nothing for this. We do not bill it to your plan.")
    phone = paper.supplier.phone
    ask = f"Call us at {phone}" if phone else f"Write to {paper.supplier.name}"
    yield Paragraph(f"Do you have a question, or need help? {ask}. We will help you.")


def letter_level(words: str, *, firm: str = "Acme") -> ReadingLevel:
    """How hard the letter with these words is to read: its own sentences with them."""
    sample = LetterPaper(
        "", "", Letterhead("Us"), Address("Ann Lee"), date(2000, 1, 3), firm, words, ()
    )
    return reading_level("\n".join(one.text for one in letter_text(sample)))


def day_in_words(day: date) -> str:
    """A day as a letter says it: ``Thursday, December 4, 2025``."""
    return f"{WEEKDAY_NAMES[day.weekday()]}, {MONTH_NAMES[day.month - 1]} {day.day}, {day.year}"


@dataclass(frozen=True, slots=True)
class ReportUnit:
    """A unit in the closing report."""

    serial: str
    product: str
    stand: str
    holder: str
    remedy: str
    done: str
    cost_cents: int | None


@dataclass(frozen=True, slots=True)
class ReportLetter:
    """A member in the closing report: how the notice went, and what proves it."""

    number: str
    member: str
    attempts: int
    given: str
    proof: str


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """The closure and effectiveness report: what was to be done, and what was done of it.

    ``facts`` are names and values of the head, ``steps`` what happened, in its order.
    """

    number: str
    title: str
    supplier: Letterhead
    printed_on: date
    facts: tuple[tuple[str, str], ...]
    measures: tuple[tuple[str, str], ...]
    units: tuple[ReportUnit, ...]
    letters: tuple[ReportLetter, ...]
    steps: tuple[str, ...]
    is_closed: bool


def share(part: int, whole: int) -> str:
    """A part of a whole as a report says it: ``3 of 4 (75%)``."""
    return f"{part:,} of {whole:,} ({part * 100 // whole}%)" if whole else "none"
