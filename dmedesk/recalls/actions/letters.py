"""Makes the members' letters, and writes down how each went out and that it was given."""

from collections.abc import Callable, Collection
from datetime import date
from hashlib import sha256

from sqlalchemy import func, select

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import stopping
from dmedesk.kit.references import RecordRef
from dmedesk.recalls.queries.cases import facts_of
from dmedesk.recalls.queries.letters import letter_paper
from dmedesk.recalls.rules.cases import letter_findings
from dmedesk.recalls.rules.letters import LetterPaper
from dmedesk.recalls.rules.words import LetterStep, LetterWay
from dmedesk.recalls.tables import Recall, RecallLetter, RecallLetterFact
from dmedesk.store.attachments import Attachments
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import UnitOfWork

PREFIX, WIDTH = "RLT-", 6


def write_letters(
    work: UnitOfWork,
    *,
    recall_id: int,
    member_ids: Collection[int],
    draw: Callable[[LetterPaper], bytes],
    is_large: bool = False,
) -> list[int]:
    """Make the letters of these members and keep their bytes; answers the letters' ids.

    Who has one keeps it. Refused where nothing is said of what a member should do.
    """
    recall = work.session.scalars(
        select(Recall).where(Recall.id == recall_id).with_for_update()
    ).one()
    if not (recall.member_words or "").strip():
        message = "What members should do is not written down."
        remedy = "Write it in plain words into the notice: the letter says it first."
        raise Refused([stopping("no_words", message, remedy)])
    known = set(
        work.session.scalars(
            select(RecallLetter.member_id).where(RecallLetter.recall_id == recall_id)
        )
    )
    return [
        _write(work, recall, member_id, draw, is_large=is_large)
        for member_id in member_ids
        if member_id not in known
    ]


def _write(
    work: UnitOfWork,
    recall: Recall,
    member_id: int,
    draw: Callable[[LetterPaper], bytes],
    *,
    is_large: bool,
) -> int:
    number = next_number(work, RecallLetter.letter_no, prefix=PREFIX, width=WIDTH)
    on = work.now.astimezone().date()
    facts = facts_of(work.session, recall.id)
    assert facts is not None
    paper = letter_paper(work.session, facts, member_id, number=number, on=on, is_large=is_large)
    content = draw(paper)
    letter = RecallLetter(
        letter_no=number,
        recall_id=recall.id,
        member_id=member_id,
        is_large=is_large,
        sha256=sha256(content).hexdigest(),
        made_at=work.now,
        made_by=work.actor,
    )
    work.session.add(letter)
    work.session.flush()
    Attachments().attach(
        work,
        ref=RecordRef("recall", recall.id),
        file_name=f"{number}.pdf",
        content=content,
        title=f"Letter to {paper.member.name}",
    )
    return letter.id


def record_letter(
    work: UnitOfWork,
    *,
    letter_ids: Collection[int],
    step: LetterStep,
    way: LetterWay | None,
    done_on: date | None,
    who: str,
    note: str = "",
) -> None:
    """Write down what became of letters: sent, tried, given with the proof, or unreachable.

    Refused with everything left unsaid, and where no letter is chosen.
    """
    today = work.now.astimezone().date()
    found = letter_findings(step=step, way=way, done_on=done_on, who=who, note=note, today=today)
    if not letter_ids:
        found.append(
            stopping("no_letters", "No letter is chosen.", "Choose letters that are made.")
        )
    if found or done_on is None:
        raise Refused(found)
    for letter_id in letter_ids:
        turns = select(func.max(RecallLetterFact.turn)).where(
            RecallLetterFact.letter_id == letter_id
        )
        work.session.add(
            RecallLetterFact(
                letter_id=letter_id,
                turn=(work.session.scalar(turns) or 0) + 1,
                step=step,
                way=way,
                done_on=done_on,
                who=who.strip(),
                note=note.strip(),
                recorded_at=work.now,
                recorded_by=work.actor,
            )
        )
        work.session.flush()
