"""What is in a binder's days, on their edges; sections and papers in order."""

from datetime import date

import pytest

from dmedesk.kit.binders import BinderAsk, BinderPaper, BinderSection, BinderTable, in_order
from dmedesk.kit.references import RecordRef

FIRST, LAST, AFTER = date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1)
ASK = BinderAsk(RecordRef("member", 1), AFTER, FIRST, AFTER)
OPEN = BinderAsk(RecordRef("member", 1), AFTER)


@pytest.mark.parametrize(
    ("day", "is_in"),
    [(date(2026, 1, 31), False), (FIRST, True), (LAST, True), (AFTER, False), (None, True)],
    ids=["below", "first", "last", "above", "none"],
)
def test_a_day_is_in_or_not(day: date | None, is_in: bool) -> None:
    assert ASK.holds(day) is is_in
    assert OPEN.holds(day)


@pytest.mark.parametrize(
    ("first", "last", "meets"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), False),
        (date(2026, 1, 1), FIRST, True),
        (LAST, date(2026, 4, 1), True),
        (AFTER, None, False),
        (None, None, True),
        (date(2025, 1, 1), None, True),
    ],
    ids=["before", "into", "out", "after", "open", "from before on"],
)
def test_a_span_touches_the_days_or_not(first: date | None, last: date | None, meets: bool) -> None:
    assert ASK.meets(first, last) is meets


def _paper(title: str, on: date | None) -> BinderPaper:
    return BinderPaper(title, lambda _session: b"", on)


def test_sections_by_rank_and_papers_by_day() -> None:
    late, early = _paper("late", LAST), _paper("early", FIRST)
    second, first = (
        BinderSection("b", "B", 2, papers=(late, early, _paper("no day", None))),
        BinderSection("a", "A", 1),
    )
    found = in_order([second, first])
    assert [one.key for one in found] == ["a", "b"]
    assert [paper.title for paper in found[1].papers] == ["no day", "early", "late"]


def test_a_section_without_rows_papers_and_gaps_is_empty() -> None:
    table = BinderTable("T", (), ())
    assert BinderSection("a", "A", 1, (table,)).is_empty
    assert not BinderSection("a", "A", 1, (BinderTable("T", (), [("x",)]),)).is_empty
    assert not BinderSection("a", "A", 1, missing=("It is not there.",)).is_empty
