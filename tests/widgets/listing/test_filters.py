"""What may be typed into a filter, by its kind, and the way back from what is asked."""

from datetime import date
from typing import Any

import pytest

from dmedesk.kit.lists import Filter, Match
from dmedesk.widgets.listing.filters import HINTS, NotUnderstood, filters_of, typed_of
from dmedesk.widgets.listing.spec import FilterKind

_FROM, _TO, _IS = Match.FROM, Match.TO, Match.IS


def _day(text: str) -> date:
    return date.fromisoformat(text)


CASES: list[tuple[FilterKind, str, list[tuple[Match, Any]]]] = [
    (FilterKind.TEXT, " silva ", [(Match.CONTAINS, "silva")]),
    (FilterKind.TEXT, ">=5", [(Match.CONTAINS, ">=5")]),
    (FilterKind.TEXT, "", []),
    (FilterKind.TEXT, "-", [(_IS, None)]),
    (FilterKind.DAY, "2026-10-05", [(_IS, _day("2026-10-05"))]),
    (FilterKind.DAY, "2026-10", [(_FROM, _day("2026-10-01")), (_TO, _day("2026-10-31"))]),
    (FilterKind.DAY, "2026", [(_FROM, _day("2026-01-01")), (_TO, _day("2026-12-31"))]),
    (FilterKind.DAY, "2028-2", [(_FROM, _day("2028-02-01")), (_TO, _day("2028-02-29"))]),
    (FilterKind.DAY, ">=2026-10", [(_FROM, _day("2026-10-01"))]),
    (FilterKind.DAY, ">2026-10", [(_FROM, _day("2026-11-01"))]),
    (FilterKind.DAY, "<= 2026-10", [(_TO, _day("2026-10-31"))]),
    (FilterKind.DAY, "<2026-10-05", [(_TO, _day("2026-10-04"))]),
    (FilterKind.DAY, "2026-08..2026-10", [(_FROM, _day("2026-08-01")), (_TO, _day("2026-10-31"))]),
    (FilterKind.MONEY, "75", [(_IS, 7_500)]),
    (FilterKind.MONEY, "$1,234.5", [(_IS, 123_450)]),
    (FilterKind.MONEY, ">=100", [(_FROM, 10_000)]),
    (FilterKind.MONEY, ">100", [(_FROM, 10_001)]),
    (FilterKind.MONEY, "<50.00", [(_TO, 4_999)]),
    (FilterKind.MONEY, "-3.10", [(_IS, -310)]),
    (FilterKind.MONEY, "100..200", [(_FROM, 10_000), (_TO, 20_000)]),
    (FilterKind.NUMBER, ">=10", [(_FROM, 10)]),
    (FilterKind.NUMBER, "=10", [(_IS, 10)]),
]


@pytest.mark.parametrize(("kind", "typed", "asked"), CASES)
def test_what_is_typed_asks(kind: FilterKind, typed: str, asked: list[tuple[Match, Any]]) -> None:
    wanted = tuple(Filter("it", match, value) for match, value in asked)
    assert filters_of("it", kind, typed) == wanted
    assert filters_of("it", kind, typed_of(kind, wanted)) == wanted


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (FilterKind.DAY, "october"),
        (FilterKind.DAY, "2026-13"),
        (FilterKind.DAY, "2026-02-30"),
        (FilterKind.DAY, ">="),
        (FilterKind.DAY, "9999"),
        (FilterKind.DAY, "2026-08.."),
        (FilterKind.MONEY, "1.234"),
        (FilterKind.MONEY, "12 34"),
        (FilterKind.NUMBER, "1.5"),
    ],
)
def test_what_is_no_filter_of_its_kind_is_refused(kind: FilterKind, typed: str) -> None:
    with pytest.raises(NotUnderstood):
        filters_of("it", kind, typed)


def test_every_kind_says_what_may_be_typed() -> None:
    assert HINTS.keys() == set(FilterKind)
