"""Writes down which papers a practitioner was asked for."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from dmedesk.papers.rules.readiness import Need
from dmedesk.papers.tables import PaperAsked
from dmedesk.store.unit_of_work import UnitOfWork


class Asked(NamedTuple):
    """One paper that was asked for: of whom, of which code, which."""

    member_id: int
    hcpcs: str
    need: Need


def ask_papers(
    work: UnitOfWork, *, practitioner_id: int, papers: Sequence[Asked], asked_on: date
) -> None:
    """Write down that a practitioner was asked for these papers on a day."""
    # Nobody else gets the numbers until this unit of work ends.
    work.lock("papers_asked")
    last = work.session.scalar(select(func.coalesce(func.max(PaperAsked.ask_no), 0)))
    for ask_no, one in enumerate(papers, start=int(last or 0) + 1):
        work.session.add(
            PaperAsked(
                ask_no=ask_no,
                practitioner_id=practitioner_id,
                member_id=one.member_id,
                hcpcs=one.hcpcs,
                paper=one.need.value,
                asked_on=asked_on,
                recorded_at=work.now,
                recorded_by=work.actor,
            )
        )
    work.session.flush()
