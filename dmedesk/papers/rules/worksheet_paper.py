"""What the paper of a worksheet says, as plain values."""

from dataclasses import dataclass
from datetime import date

from dmedesk.kit.postal import Letterhead

WORKSHEET_TITLE = "Price worksheet"
"""What the paper is called."""


@dataclass(frozen=True, slots=True)
class PaperStep:
    """One step: what was done, the clause, the figure in words (empty: none)."""

    says: str
    clause: str
    figure: str


@dataclass(frozen=True, slots=True)
class WorksheetPaper:
    """The paper: whose item, what the vendor asks, every step, and what lies beside it."""

    supplier: Letterhead
    number: str
    made_on: date
    title: str
    facts: tuple[tuple[str, str], ...]
    costs: tuple[tuple[str, str], ...]
    steps: tuple[PaperStep, ...]
    result_cents: int
    readings: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]
