"""Which pages a binder's parts begin on, how its days are called, and how large it may be."""

from datetime import date

from dmedesk.binder.rules import (
    MOST_BYTES,
    MOST_PAGES,
    Chapter,
    Part,
    number_of,
    numbered,
    period_words,
    size_findings,
)
from dmedesk.kit.binders import BinderAsk
from dmedesk.kit.references import RecordRef

MEMBER, DAY = RecordRef("member", 1), date(2026, 11, 3)


def test_chapters_and_parts_are_numbered_through() -> None:
    chapters = [Chapter("One", 2, (Part("a", 3), Part("b", 1))), Chapter("Two", 1)]
    one, two = numbered(chapters, 4)
    assert (one.page, [part.page for part in one.parts], two.page) == (5, [7, 10], 11)
    assert one.pages == 6
    assert number_of("M1", 3) == "M1-B3"


def test_the_days_in_words() -> None:
    first, last = date(2026, 1, 1), date(2026, 2, 1)
    assert period_words(BinderAsk(MEMBER, DAY)) == "all days"
    assert period_words(BinderAsk(MEMBER, DAY, first)) == "from 2026-01-01"
    assert period_words(BinderAsk(MEMBER, DAY, None, last)) == "until 2026-01-31"


def test_a_binder_is_as_large_as_it_may_be_and_no_larger() -> None:
    assert size_findings(MOST_BYTES, MOST_PAGES) == []
    assert [one.code for one in size_findings(MOST_BYTES + 1, 1)] == ["binder_too_large"]
    assert [one.code for one in size_findings(1, MOST_PAGES + 1)] == ["binder_too_long"]
