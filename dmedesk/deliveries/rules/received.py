"""What a scanned page is, by the barcodes on it: whose slip, or a page for a person.

A page is filed unaided only where nothing speaks against it: the number is one of this shop's,
exactly; two looks at the page read it; and it takes the page that a slip takes. A slip that is
smaller lies beside another one, which must then have been found as well.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

_LOOKS_NEEDED = 2
_WHOLE_PAGE = 0.75
_OUR_SYMBOLOGY = "code128"


class Verdict(StrEnum):
    """What was made of a page when it was read."""

    FILED = "filed"
    UNREAD = "unread"
    FOREIGN = "foreign"
    UNKNOWN_NUMBER = "unknown_number"
    UNSURE = "unsure"
    SEVERAL = "several"
    AGAIN = "again"


class PageDecision(StrEnum):
    """What became of a page afterwards: each is a fact, the last one counts."""

    FILED = "filed"
    SET_ASIDE = "set_aside"
    PUT_BACK = "put_back"


@dataclass(frozen=True, slots=True)
class CodeOnPage:
    """One barcode of a page: its text, where its middle lies, and how long it is.

    ``along`` is its place along the page's longer side (0 to 1), ``share`` its length as a share of
    that side; ``looks`` counts the looks that read it.
    """

    text: str
    symbology: str
    along: float
    share: float
    looks: int


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on a page, and the numbers of the slips that it is filed to."""

    verdict: Verdict
    numbers: tuple[str, ...] = ()


def judged(
    codes: Sequence[CodeOnPage], *, known: Collection[str], share_of: Callable[[str], float]
) -> Judged:
    """What a page is. ``known`` are the numbers of all slips of this shop.

    ``share_of`` tells how long a slip's barcode is as a share of its page's longer side.
    """
    ours = [one for one in codes if one.symbology == _OUR_SYMBOLOGY and one.text in known]
    if not ours:
        return Judged(_of_strangers(codes))
    numbers = tuple(dict.fromkeys(one.text for one in ours))
    if len(numbers) > _LOOKS_NEEDED:
        return Judged(Verdict.SEVERAL)
    if any(one.looks < _LOOKS_NEEDED for one in ours):
        return Judged(Verdict.UNSURE)
    whole = [one for one in ours if one.share >= _WHOLE_PAGE * share_of(one.text)]
    if len(numbers) == 1 and (whole or _in_both_halves(ours)):
        return Judged(Verdict.FILED, numbers)
    if len(numbers) > 1 and not whole and _parted(ours):
        return Judged(Verdict.FILED, numbers)
    return Judged(Verdict.SEVERAL if len(numbers) > 1 else Verdict.UNSURE)


def _of_strangers(codes: Sequence[CodeOnPage]) -> Verdict:
    if not codes:
        return Verdict.UNREAD
    papers = any(one.symbology == _OUR_SYMBOLOGY for one in codes)
    return Verdict.UNKNOWN_NUMBER if papers else Verdict.FOREIGN


def _in_both_halves(codes: Sequence[CodeOnPage]) -> bool:
    """Whether barcodes stand in both halves: two copies of one slip beside each other."""
    return len({one.along >= 0.5 for one in codes}) > 1


def _parted(codes: Sequence[CodeOnPage]) -> bool:
    """Whether each half of the page has one number alone."""
    halves: dict[bool, set[str]] = {False: set(), True: set()}
    for one in codes:
        halves[one.along >= 0.5].add(one.text)
    return all(len(texts) == 1 for texts in halves.values()) and halves[False] != halves[True]
