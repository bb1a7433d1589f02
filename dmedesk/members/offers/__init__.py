"""What members offer to other houses' pages: their history, whom a payer covers, who is to check.

Holds stay what the contract says: an exclusion or a lapsed license is shown, it holds nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import Event, ListLink, Related, Remark, State, Tile
from dmedesk.kit.references import RecordRef
from dmedesk.members.queries.listed import PRACTITIONERS
from dmedesk.members.queries.records import (
    MemberRecord,
    PractitionerRecord,
    count_covered,
    member_record,
    payer_record,
    payers_as_member,
    practitioner_record,
)
from dmedesk.members.rules.coverage import in_words
from dmedesk.members.rules.words import LEAVING_WORDS, SETTING_WORDS, STANDING_WORDS, Standing

_RANK = 20
_STANDING = {
    Standing.ENROLLED: State.READY,
    Standing.EXCLUDED: State.STOPPED,
    Standing.UNKNOWN: State.WAITING,
}


def related(session: Any, ref: RecordRef) -> Sequence[Related]:
    """The members whom a payer covers now or ever did."""
    if ref.kind != "payer":
        return ()
    payer = payer_record(session, ref.id)
    if payer is None:
        return ()
    between_bars = f"|{payer.values['code']}|"
    asked = Ask(filters=(Filter("ever_covered_by", Match.CONTAINS, between_bars),))
    count = count_covered(session, payer_id=ref.id)
    return [Related("members, now or before", count, ListLink("members", asked), rank=_RANK)]


def events(session: Any, ref: RecordRef) -> Sequence[Event]:
    """What happened to a member, and what was found out about a practitioner."""
    if ref.kind == "member":
        member = member_record(session, ref.id, on=date.max)
        return [] if member is None else list(_of_member(member))
    if ref.kind == "practitioner":
        practitioner = practitioner_record(session, ref.id)
        return [] if practitioner is None else list(_of_practitioner(practitioner))
    return ()


def _of_member(member: MemberRecord) -> Iterator[Event]:
    if member.deceased_on is not None:
        yield Event(member.deceased_on, "Died", State.CLOSED, place=9)
    if member.left_on is not None and member.left_reason is not None:
        yield Event(member.left_on, LEAVING_WORDS[member.left_reason], State.CLOSED, place=9)
    for row in member.residences:
        where = row["facility_name"] or SETTING_WORDS[row["setting"]].lower()
        yield Event(row["from_on"], f"Lives: {where}", State.READY, place=1)
    for row in member.coverages:
        payer = RecordRef("payer", row["payer_id"].id)
        words = f"{row['payer_id'].title} pays {in_words(row['rank'])}"
        yield Event(row["from_on"], words, State.READY, opens=payer, place=2)
        if row["until_on"] is not None:
            words = f"{row['payer_id'].title} no longer pays {in_words(row['rank'])}"
            yield Event(row["until_on"], words, State.CLOSED, opens=payer, place=1)
    for note in member.notes:
        yield Event(
            note.written_at.astimezone().date(), note.note, State.READY, note.written_by, place=5
        )


def _of_practitioner(practitioner: PractitionerRecord) -> Iterator[Event]:
    expires_on = practitioner.values["license_expires_on"]
    if expires_on is not None:
        yield Event(expires_on, "Last day of the license", State.WAITING, place=1)
    for place, check in enumerate(reversed(practitioner.checks), start=2):
        source = f", by {check.source}" if check.source else ""
        yield Event(
            check.checked_on,
            f"{STANDING_WORDS[check.standing]}{source}",
            _STANDING[check.standing],
            check.checked_by,
            place=place,
        )


def remarks(session: Any, ref: RecordRef, day: date) -> Sequence[Remark]:
    """A member's private payers without a number: no plan to bill, but the member."""
    if ref.kind != "member":
        return ()
    return [
        Remark(
            f"{name} knows the member by no number, so it stands for the member and is billed last:"
            " of a plan, enter its number under Who pays.",
            rank=_RANK,
        )
        for name in payers_as_member(session, ref.id, on=day)
    ]


def tiles(session: Any, on: date) -> Sequence[Tile]:
    """Practitioners who are excluded, or whose license has ended or ends soon."""
    counts = PRACTITIONERS.counts(session, on=on)
    found = (
        ("excluded", "Excluded practitioners", State.STOPPED, "What they sign may not be paid"),
        ("license", "Licenses ending", State.WAITING, "Ended, or within 30 days"),
        ("npi_wrong", "Wrong NPIs", State.STOPPED, "What they sign is held"),
    )
    return [
        Tile(
            key=f"practitioners_{chip}",
            title=title,
            count=counts[chip],
            state=state,
            opens=ListLink("practitioners", Ask(chip)),
            about=about,
            rank=_RANK + 40,
        )
        for chip, title, state, about in found
        if counts[chip]
    ]
