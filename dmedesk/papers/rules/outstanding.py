"""Papers that a practitioner still owes us, and the letter that asks for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dmedesk.kit.postal import Address, Letterhead
from dmedesk.papers.rules.readiness import Need

ASKED_WORDS = {
    Need.PRESCRIPTION: "Prescription",
    Need.LETTER: "Letter of medical necessity",
    Need.WRITTEN_ORDER: "Written order",
    Need.ENCOUNTER: "Note of the face-to-face visit",
}
"""What is asked for, as a practitioner reads it."""

LETTER = "letter"
"""The kind of paper that the request letter is printed as."""


class EndingFact(NamedTuple):
    """A paper with its last good day, if it has one: whose, of which code, by whom."""

    member_id: int
    hcpcs: str
    need: Need
    practitioner_id: int
    signed_on: date
    expires_on: date | None


def to_renew(papers: Iterable[EndingFact], *, until_on: date) -> list[EndingFact]:
    """The last paper of each member, code and kind, where it ends on or before a day.

    An encounter does not end, and is not renewed.
    """
    last: dict[tuple[int, str, Need], EndingFact] = {}
    for one in papers:
        key = (one.member_id, one.hcpcs, one.need)
        if key not in last or _end(one) > _end(last[key]):
            last[key] = one
    return [
        one for one in last.values() if one.expires_on is not None and one.expires_on <= until_on
    ]


def _end(one: EndingFact) -> tuple[date, date]:
    return one.expires_on or date.max, one.signed_on


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One line of the letter: for whom, which item, which paper, and why it is needed now."""

    member: str
    born_on: date | None
    item: str
    paper: str
    why: str


@dataclass(frozen=True, slots=True)
class RequestPaper:
    """The letter as it is printed."""

    supplier: Letterhead
    to: Address
    fax: str
    written_on: date
    items: tuple[AskedItem, ...]
    must_bear: tuple[str, ...] = ()
