"""What the papers of a recall print: a member's letter, the notice, the closing report."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.assets.queries.stops import is_last
from dmedesk.assets.rules.criteria import RECALL, Stand
from dmedesk.assets.rules.moves import WORDS
from dmedesk.assets.tables import Asset, StopMark
from dmedesk.catalog.tables import Product
from dmedesk.kit.postal import Address, Letterhead, address_lines
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Member
from dmedesk.rates.money import format_dollars
from dmedesk.recalls.queries.cases import CaseLetter, CaseRead, CaseUnit, clock_on, steps_of
from dmedesk.recalls.queries.people import holders_of
from dmedesk.recalls.rules.facts import RecallFacts
from dmedesk.recalls.rules.letters import (
    LetterItem,
    LetterPaper,
    ReportLetter,
    ReportPaper,
    ReportUnit,
    share,
)
from dmedesk.recalls.rules.words import (
    ASKED_WORDS,
    CHANNEL_WORDS,
    CLASS_WORDS,
    CLAUSE,
    ENDS_LETTER,
    HAZARD_WORDS,
    LETTER_WORDS,
    REMEDY_WORDS,
    WAY_WORDS,
    LetterStep,
    Remedy,
    StepKind,
)
from dmedesk.shop.queries.company import printed_letterhead
from dmedesk.store.attachments import Attachments


def letter_paper(
    session: Session, recall: RecallFacts, member_id: int, *, number: str, on: date, is_large: bool
) -> LetterPaper:
    """The letter to one member, as it is written on a day."""
    member = session.get_one(Member, member_id)
    place = (member.address1, member.address2, member.city, member.state, member.zip)
    clock = clock_on(session, recall, steps_of(session, recall.id), on=on)
    return LetterPaper(
        number=number,
        recall_no=recall.recall_no,
        supplier=printed_letterhead(session, on=on) or Letterhead("Your supplier"),
        member=Address(f"{member.first_name} {member.last_name}", address_lines(*place)),
        written_on=on,
        firm=recall.firm,
        words=recall.member_words or "",
        items=tuple(_items(session, recall, member_id)),
        due_on=clock.due_on or clock.maker_due_on,
        is_large=is_large,
    )


def _items(session: Session, recall: RecallFacts, member_id: int) -> Iterator[LetterItem]:
    """The units that this member has or had, and that a person did not clear."""
    chosen = (
        select(Asset.id, Asset.serial, Asset.holder_id, Product.description)
        .join(Product, Product.id == Asset.product_id)
        .join(StopMark, StopMark.asset_id == Asset.id)
        .where(
            StopMark.cause_kind == RECALL,
            StopMark.cause_no == recall.recall_no,
            StopMark.stand != Stand.CLEARED,
            is_last(),
        )
        .order_by(Asset.serial_key)
    )
    rows = session.execute(chosen).all()
    had = {
        one.asset_id
        for one in holders_of(session, [row.id for row in rows])
        if one.member_id == member_id
    }
    for row in rows:
        if row.holder_id == member_id or row.id in had:
            yield LetterItem(row.description, row.serial)


def notice_bytes(session: Session, recall: RecallFacts) -> tuple[str, bytes] | None:
    """The notice's name and its bytes, as they came; None where they are not attached any more."""
    door = Attachments()
    for one in door.listed(session, RecordRef("recall", recall.id)):
        if one.sha256 == recall.notice_sha256:
            return one.file_name, door.content(session, one.id)
    return None


def letter_bytes(session: Session, recall: RecallFacts, letter_no: str) -> bytes | None:
    """A letter's bytes as they were made; None where they are not attached any more."""
    door = Attachments()
    for one in door.listed(session, RecordRef("recall", recall.id)):
        if one.file_name == f"{letter_no}.pdf":
            return door.content(session, one.id)
    return None


def report_paper(session: Session, read: CaseRead, *, on: date) -> ReportPaper:
    """The closure and effectiveness report, as it stands on a day."""
    recall = read.recall
    return ReportPaper(
        number=recall.recall_no,
        title=recall.title,
        supplier=printed_letterhead(session, on=on) or Letterhead("Supplier"),
        printed_on=on,
        facts=tuple((name, text) for name, text in _facts(read) if text),
        measures=_measures(read),
        units=tuple(_report_unit(unit) for unit in read.units),
        letters=tuple(_report_letter(letter) for letter in read.letters),
        steps=tuple(_steps(read)),
        is_closed=read.closed_on is not None,
    )


def _facts(read: CaseRead) -> Iterator[tuple[str, str]]:
    recall = read.recall
    yield "Firm", recall.firm
    numbers = (recall.fda_no, f"event {recall.event_no}" if recall.event_no else "")
    yield "FDA", ", ".join(filter(None, numbers))
    yield "Class", CLASS_WORDS[recall.recall_class]
    time = f" at {recall.received_time}" if recall.received_time else ""
    how = CHANNEL_WORDS[recall.received_how].lower()
    yield "Received", f"{recall.received_on}{time} by {recall.received_by}, {how}"
    yield "Notice", f"{recall.notice_name}, SHA-256 {recall.notice_sha256}"
    yield "Hazard", HAZARD_WORDS[read.hazard] if read.hazard else "not judged"
    yield "Asked for", ASKED_WORDS[recall.asked]
    due = read.clock.due_on
    yield "To be done by", f"{due} ({CLAUSE})" if due else str(read.clock.maker_due_on or "")
    yield "Closed on", str(read.closed_on or "")


def _measures(read: CaseRead) -> tuple[tuple[str, str], ...]:
    """How well it worked: of the units meant how many were remedied, of the members how many
    have the notice, and how many of both in time.
    """
    meant = [unit for unit in read.units if unit.stand in (Stand.CONFIRMED, Stand.REMEDIED)]
    done = [unit for unit in meant if unit.stand is Stand.REMEDIED]
    missing = sum(unit.remedy is Remedy.NOT_FOUND for unit in done)
    owed = [letter for letter in read.letters if letter.is_owed]
    given = [
        fact.done_on for letter in owed for fact in letter.facts if fact.step is LetterStep.GIVEN
    ]
    due = read.clock.due_on or read.clock.maker_due_on
    late = sum(day > due for day in given) if due else 0
    late_units = sum(unit.done_on > due for unit in done if unit.done_on) if due else 0
    cost = sum(unit.cost_cents or 0 for unit in read.units)
    credit = sum(step.cents or 0 for step in read.steps)
    return (
        ("Units met by the notice", f"{len(read.units):,}"),
        ("Units meant, and remedied", share(len(done), len(meant))),
        ("of these could not be found", f"{missing:,}"),
        ("of these after the day", f"{late_units:,}"),
        ("Units cleared", f"{sum(unit.stand is Stand.CLEARED for unit in read.units):,}"),
        ("Members who have the notice", share(len(given), len(owed))),
        ("of these after the day", f"{late:,}"),
        ("Cost, billed to nobody", f"${format_dollars(cost)}"),
        ("Credited by the maker", f"${format_dollars(credit)}"),
    )


def _report_unit(unit: CaseUnit) -> ReportUnit:
    had = unit.holder or "; ".join(unit.past) or unit.place or WORDS[unit.state]
    done = f"{unit.done_on}, {unit.done_by}" if unit.done_on else ""
    remedy = REMEDY_WORDS[unit.remedy] if unit.remedy else ""
    if unit.stand is Stand.CLEARED:
        remedy = unit.reason
    return ReportUnit(
        unit.serial,
        unit.product,
        unit.stand.value.capitalize(),
        had,
        remedy,
        done,
        unit.cost_cents,
    )


def _report_letter(letter: CaseLetter) -> ReportLetter:
    ends = [fact for fact in letter.facts if fact.step in ENDS_LETTER]
    last = ends[-1] if ends else None
    how = "" if last is None or last.way is None else f", {WAY_WORDS[last.way].lower()}"
    given = "not yet" if last is None else f"{LETTER_WORDS[last.step]} {last.done_on}{how}"
    return ReportLetter(
        number=letter.letter_no or "not made",
        member=letter.member,
        attempts=len(letter.facts),
        given=given,
        proof="" if last is None else " by ".join(filter(None, (last.note, last.who))),
    )


def _steps(read: CaseRead) -> Iterator[str]:
    words = {
        StepKind.JUDGED: "judged",
        StepKind.ESCALATED: "put it on the five-day clock",
        StepKind.REPLIED: "sent the reply to the maker",
        StepKind.CREDITED: "noted the maker’s credit",
        StepKind.CLOSED: "closed the recall",
        StepKind.REOPENED: "opened it again",
    }
    for step in read.steps:
        what = words[step.step]
        if step.hazard is not None:
            what = f"{what}: {HAZARD_WORDS[step.hazard][0].lower()}{HAZARD_WORDS[step.hazard][1:]}"
        if step.cents is not None:
            what = f"{what} of ${format_dollars(step.cents)}"
        note = f" ({step.note})" if step.note else ""
        yield f"{step.done_on}: {step.who} {what}{note}"
