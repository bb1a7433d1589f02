"""What an audit binder holds and on which page: chapters, numbered through; what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from dmedesk.kit.binders import BinderAsk
from dmedesk.kit.calendar import last_day
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.postal import Letterhead

BINDER = "binder"
"""The kind under which prints of binders are counted."""

MOST_BYTES = 400_000_000
"""What the papers of a binder may have together: they are held in memory until it is bound."""

MOST_PAGES = 5_000


@dataclass(frozen=True, slots=True)
class Whose:
    """The member of a binder, as its cover names them."""

    name: str
    member_no: str
    born_on: date | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the cover says: whose, which days, made when (UTC) and by whom; the shop's letterhead.

    ``empty`` are the sections that have nothing in these days, ``left_out`` those not wanted.
    """

    number: str
    whose: Whose
    period: str
    made_at: datetime
    made_by: str
    supplier: Letterhead
    empty: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A paper that is bound. ``page`` is its first one in the binder, once that is known.

    ``sha256`` is the digest under which it is stored, empty where it was drawn for the binder.
    """

    title: str
    pages: int
    on: date | None = None
    sha256: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section as it is bound: ``own_pages`` with its tables, then its parts."""

    title: str
    own_pages: int
    parts: tuple[Part, ...] = ()
    page: int = 0

    @property
    def pages(self) -> int:
        """All of its pages."""
        return self.own_pages + sum(part.pages for part in self.parts)


def number_of(member_no: str, turn: int) -> str:
    """How a binder is called: the member's number, and which of the member's it is."""
    return f"{member_no}-B{turn}"


def numbered(chapters: Sequence[Chapter], front: int) -> list[Chapter]:
    """The chapters with the pages on which they and their parts begin, after ``front`` pages."""
    found, at = [], front + 1
    for chapter in chapters:
        begins, parts = at, []
        at += chapter.own_pages
        for part in chapter.parts:
            parts.append(replace(part, page=at))
            at += part.pages
        found.append(replace(chapter, page=begins, parts=tuple(parts)))
    return found


def period_words(ask: BinderAsk) -> str:
    """The days of a binder, as people name them."""
    first = "" if ask.from_on is None else f"from {ask.from_on}"
    last = "" if ask.until_on is None else f"until {last_day(ask.until_on)}"
    return " ".join(filter(None, (first, last))) or "all days"


def period_findings(ask: BinderAsk, chosen: Sequence[str]) -> list[Finding]:
    """What is wrong with what was asked for."""
    return list(_findings(ask, chosen))


def _findings(ask: BinderAsk, chosen: Sequence[str]) -> Iterator[Finding]:
    if ask.from_on and ask.until_on and ask.from_on >= ask.until_on:
        yield _stop("period_backward", "The last day is before the first one.", "from_on")
    if not chosen:
        yield _stop("no_section", "No section is chosen.", "", "Tick at least one.")


def size_findings(size: int, pages: int) -> list[Finding]:
    """That the papers are more than one binder takes; ``size`` in bytes."""
    remedy = "Make a binder a year, or leave sections out."
    if size > MOST_BYTES:
        said = f"The papers have more than {MOST_BYTES // 1_000_000:,} MB together."
        return [_stop("binder_too_large", said, "", remedy)]
    if pages > MOST_PAGES:
        return [_stop("binder_too_long", f"It would have {pages:,} pages.", "", remedy)]
    return []


def _stop(code: str, message: str, subject: str, remedy: str = "Correct it.") -> Finding:
    return Finding(Severity.STOP, code, message, subject, remedy)
