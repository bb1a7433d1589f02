"""The last paper of each kind is asked for again before it ends."""

from datetime import date

from dmedesk.papers.rules.outstanding import ASKED_WORDS, EndingFact, to_renew
from dmedesk.papers.rules.readiness import PAPERS_ASKED, Need

JANUARY, JUNE, JULY = date(2026, 1, 1), date(2026, 6, 1), date(2026, 7, 1)


def ends(last: date | None, need: Need = Need.PRESCRIPTION, by: int = 1) -> EndingFact:
    return EndingFact(1, "E0260", need, by, JANUARY, last)


def test_only_the_last_one_counts() -> None:
    assert to_renew([ends(JUNE)], until_on=JUNE) == [ends(JUNE)]
    assert to_renew([ends(JUNE)], until_on=date(2026, 5, 31)) == []
    assert to_renew([ends(JUNE), ends(JULY)], until_on=JUNE) == []
    assert to_renew([ends(JUNE), ends(None)], until_on=JULY) == []
    assert to_renew([ends(JUNE), ends(JUNE, Need.LETTER)], until_on=JULY) == [
        ends(JUNE),
        ends(JUNE, Need.LETTER),
    ]


def test_everything_that_is_asked_for_has_its_word() -> None:
    assert set(ASKED_WORDS) == PAPERS_ASKED
