"""What the papers of a repair print, as plain values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dmedesk.kit.postal import Address, Letterhead


class PaperKind(StrEnum):
    """The papers of a repair, in the order of its way."""

    ORDER = "order"
    ESTIMATE = "estimate"
    RETURN = "return"
    REFUSAL = "refusal"
    REPORT = "report"


TITLES = {
    PaperKind.ORDER: "Repair order",
    PaperKind.ESTIMATE: "Estimate",
    PaperKind.RETURN: "Work done",
    PaperKind.REFUSAL: "Refusal",
    PaperKind.REPORT: "Repair report",
}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line: what it is, how many, the time, who bears it; ``cents`` None where none is said."""

    description: str
    quantity: int
    minutes: int | None
    bears: str
    cents: int | None


@dataclass(frozen=True, slots=True)
class RepairPaper:
    """One paper of a repair.

    ``facts`` are short pairs under the address, ``said`` headings with their paragraphs. ``lines``
    is None where the paper has no table. ``signs`` is the sentence above the signature; empty where
    nobody signs. ``sum_words`` names the total.
    """

    kind: PaperKind
    number: str
    supplier: Letterhead
    member: Address
    made_on: date
    facts: tuple[tuple[str, str], ...]
    said: tuple[tuple[str, str], ...]
    lines: tuple[PaperLine, ...] | None = None
    sum_words: str = ""
    total_cents: int | None = None
    signs: str = ""
    copy: int = 1
