"""What a scanned page is, by the barcodes on it: whose slip, or a page for a person.

A page is filed unaided only where nothing speaks against it: the number is one of this shop's,
exactly; two looks at the page read it; and it takes the page that a slip takes. A slip that is
smaller lies beside another one, which must then have been found as well.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST_READ = 200
_LOOKS_NEEDED = 2
_SLIPS_AT_MOST = 2
_WHOLE_PAGE = 0.75
_OUR_SYMBOLOGY = "code128"


class Verdict(StrEnum):
    """What a page was when it was read."""

    FILED = "filed"
    UNREAD = "unread"
    FOREIGN = "foreign"
    UNSURE = "unsure"
    SEVERAL = "several"
    AGAIN = "again"


class Decision(StrEnum):
    """What became of a page: each is a fact, the last one counts."""

    FILED = "filed"
    SET_ASIDE = "set_aside"
    PUT_BACK = "put_back"


class Standing(StrEnum):
    """Where a page stands now."""

    WAITING = "waiting"
    FILED = "filed"
    SET_ASIDE = "set_aside"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class CodeOnPage:
    """One barcode of a page.

    ``along`` is the place of its middle along the page's longer side (0 to 1), ``share`` its length
    as a share of that side; ``looks`` counts the looks that read it.
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

    ``share_of`` tells how long a slip's barcode is as a share of its own page's longer side.
    """
    ours = [one for one in codes if one.symbology == _OUR_SYMBOLOGY and one.text in known]
    if not ours:
        return Judged(Verdict.FOREIGN if codes else Verdict.UNREAD)
    numbers = tuple(dict.fromkeys(one.text for one in ours))
    whole = any(one.share >= _WHOLE_PAGE * share_of(one.text) for one in ours)
    halves = _halves(ours)
    if len(numbers) > 1:
        is_clear = len(numbers) == _SLIPS_AT_MOST and not whole and _is_one_each(halves)
        doubt = Verdict.SEVERAL
    else:
        is_clear = whole or all(halves)
        doubt = Verdict.UNSURE
    if is_clear and all(one.looks >= _LOOKS_NEEDED for one in ours):
        return Judged(Verdict.FILED, numbers)
    return Judged(doubt)


def _halves(codes: Sequence[CodeOnPage]) -> tuple[set[str], set[str]]:
    """The numbers in the first half of the page's longer side, and in the second."""
    first = {one.text for one in codes if one.along < 0.5}
    return first, {one.text for one in codes if one.along >= 0.5}


def _is_one_each(halves: tuple[set[str], set[str]]) -> bool:
    first, second = halves
    return len(first) == len(second) == 1 and first != second


def as_read(codes: Sequence[CodeOnPage]) -> str:
    """What the barcodes of a page say, for people: each text once, signs that print, not too long.

    It may be a stranger's paper: nothing of it is trusted.
    """
    texts = dict.fromkeys(" ".join(_printable(one.text).split()) for one in codes)
    return ", ".join(filter(None, texts))[:LONGEST_READ].strip()


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
