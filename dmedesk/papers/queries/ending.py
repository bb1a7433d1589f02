"""The papers that have an end: prescriptions and authorizations in one list, by their last day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.kit.calendar import last_day
from dmedesk.members.tables import Member
from dmedesk.papers.tables import Authorization, Prescription


@dataclass(frozen=True, slots=True)
class EndingPaper:
    """A paper with its last good day; ``days_left`` is negative where it has ended.

    ``kind`` and ``paper_id`` are its record; ``id`` is only its place in the list.
    """

    id: int
    kind: str
    paper_id: int
    member: str
    member_no: str
    hcpcs: str
    number: str | None
    last_on: date
    days_left: int


def ending_papers(session: Session, on: date) -> list[EndingPaper]:
    """Every paper that has an end, the one that ends first at the top; two statements."""
    name = Member.last_name + ", " + Member.first_name
    prescribed = (
        select(Prescription.id, name, Member.member_no, Prescription.hcpcs, Prescription.expires_on)
        .join(Member, Member.id == Prescription.member_id)
        .where(Prescription.expires_on.is_not(None))
    )
    granted = (
        select(
            Authorization.id,
            name,
            Member.member_no,
            Authorization.hcpcs,
            Authorization.pa_number,
            Authorization.until_on,
        )
        .join(Member, Member.id == Authorization.member_id)
        .where(Authorization.until_on.is_not(None))
    )
    found: list[tuple[date, str, int, str, str, str, str | None]] = [
        (day, "prescription", paper_id, member, number, hcpcs, None)
        for paper_id, member, number, hcpcs, day in session.execute(prescribed)
        if day is not None
    ]
    for paper_id, member, number, hcpcs, pa_number, until_on in session.execute(granted):
        if until_on is not None:
            day = last_day(until_on)
            found.append((day, "authorization", paper_id, member, number, hcpcs, pa_number))
    found.sort(key=lambda one: (one[0], one[3], one[1], one[2]))
    return [
        EndingPaper(place, kind, paper_id, member, number, hcpcs, pa_number, day, (day - on).days)
        for place, (day, kind, paper_id, member, number, hcpcs, pa_number) in enumerate(
            found, start=1
        )
    ]
