"""Making a binder beside everything else: its papers one after the other, until told to end."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from dmedesk.binder.actions import MadeBinder, record_binder
from dmedesk.binder.queries import next_turn, whose
from dmedesk.binder.rules import (
    Chapter,
    Facts,
    Part,
    number_of,
    period_findings,
    period_words,
    size_findings,
)
from dmedesk.binder.sheets.section import section_pdf
from dmedesk.binder.sheets.whole import WholeBinder, binder_pdf
from dmedesk.kit.binders import (
    BinderAsk,
    BinderColumn,
    BinderPaper,
    BinderSection,
    BinderTable,
    in_order,
)
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.offers import Event, Offers
from dmedesk.kit.postal import Letterhead
from dmedesk.scans.binding import as_pages
from dmedesk.shop.queries.company import printed_letterhead
from dmedesk.widgets.tasks import Doors, GoOn


@dataclass(frozen=True, slots=True)
class Made:
    """A binder that was made and written down."""

    number: str
    content: bytes
    pages: int
    missing: tuple[str, ...]


def read_sections(session: Any, offers: Offers, ask: BinderAsk) -> list[BinderSection]:
    """Everything that the binder of a member can hold, in its order."""
    events = offers.events_of(session, ask.ref)
    return [*in_order(offers.sections_of(session, ask)), _timeline(events, ask)]


def _timeline(events: Sequence[Event], ask: BinderAsk) -> BinderSection:
    """A member's history as a section, the oldest first."""
    columns = (BinderColumn("Day", 12), BinderColumn("What", 70), BinderColumn("By", 18))
    rows = [(str(one.on), one.sentence, one.who) for one in reversed(events) if ask.holds(one.on)]
    table = BinderTable("What happened, the oldest first", columns, rows)
    return BinderSection("timeline", "Timeline", 100, (table,))


def make_binder(
    doors: Doors, go_on: GoOn, *, offers: Offers, ask: BinderAsk, chosen: Collection[str]
) -> Made | None:
    """Make a member's binder of the chosen sections, and write down that it was made.

    ``go_on`` is told how many papers are done. None where it says no: then nothing is written
    down. ``Refused`` where something is wrong with what is asked, or it would be too large.
    """
    findings = period_findings(ask, list(chosen))
    if findings:
        raise Refused(findings)
    # Whoever may not make it hears so before the work, and not after it.
    with doors.writing("make_binder") as work:
        made_by, made_at = work.actor, work.now
        turn = next_turn(work.session, member_id=ask.ref.id)
    with doors.reading() as session:
        all_sections = read_sections(session, offers, ask)
        sections = [one for one in all_sections if one.key in chosen and not one.is_empty]
        facts = replace(
            _facts(session, ask, turn, made_by, made_at),
            empty=tuple(one.title for one in all_sections if one.is_empty),
            left_out=tuple(
                one.title for one in all_sections if not one.is_empty and one.key not in chosen
            ),
        )
        gathered = _Gathered(facts)
        for section in sections:
            if not gathered.take(session, section, go_on):
                return None
    whole = binder_pdf(
        facts,
        gathered.chapters,
        gathered.contents,
        gathered.missing,
        go_on=lambda: go_on(gathered.done),
    )
    if whole is None:
        return None
    made = _made(turn, whole, gathered.missing)
    with doors.writing("make_binder") as work:
        record_binder(work, ask=ask, sections=[one.key for one in sections], made=made)
    return Made(facts.number, whole.content, whole.pages, tuple(gathered.missing))


def _made(turn: int, whole: WholeBinder, missing: Sequence[str]) -> MadeBinder:
    return MadeBinder(turn, whole.pages, len(missing), sha256(whole.content).hexdigest())


def _facts(session: Any, ask: BinderAsk, turn: int, made_by: str, made_at: datetime) -> Facts:
    member = whose(session, member_id=ask.ref.id)
    if member is None:
        message = "There is no such member."
        raise Refused([Finding(Severity.STOP, "unknown_member", message)])
    return Facts(
        number_of(member.member_no, turn),
        member,
        period_words(ask),
        made_at,
        made_by,
        printed_letterhead(session, on=ask.on) or Letterhead("Supplier"),
    )


@dataclass(slots=True)
class _Gathered:
    """What was read so far: chapters, the files of each in turn, and what is missing."""

    facts: Facts
    chapters: list[Chapter] = field(default_factory=list)
    contents: list[bytes] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    done: int = 0
    size: int = 0
    pages: int = 0

    def take(self, session: Any, section: BinderSection, go_on: GoOn) -> bool:
        """Read one section; False where it was told to end."""
        opening, own = section_pdf(self.facts, section)
        self.missing += section.missing
        self._keep(opening, own)
        parts: list[Part] = []
        for paper in section.papers:
            if not go_on(self.done):
                return False
            self.done += 1
            parts += self._read(session, paper)
        self.chapters.append(Chapter(section.title, own, tuple(parts)))
        return True

    def _read(self, session: Any, paper: BinderPaper) -> list[Part]:
        """One paper; none where it cannot be printed, and that is said."""
        try:
            stored = paper.read(session)
            if paper.sha256 and sha256(stored).hexdigest() != paper.sha256:
                self.missing.append(f"{paper.title}: its bytes are not those that were stored.")
                return []
            content, pages = as_pages(stored, paper.media_type)
        except Refused as refusal:
            why = " ".join(one.message for one in refusal.findings)
            self.missing.append(f"{paper.title} could not be printed: {why}")
            return []
        self._keep(content, pages)
        return [Part(paper.title, pages, paper.on, paper.sha256)]

    def _keep(self, content: bytes, pages: int) -> None:
        self.size += len(content)
        self.pages += pages
        self.contents.append(content)
        findings = size_findings(self.size, self.pages)
        if findings:
            raise Refused(findings)


def section_keys(sections: Sequence[BinderSection]) -> list[str]:
    """The sections that are proposed: those that have anything."""
    return [one.key for one in sections if not one.is_empty]
