"""Expiring papers: how many days are left, in words and colour; a row leads to its paper."""

from dataclasses import replace
from datetime import date

from dmedesk.kit.references import RecordRef
from dmedesk.papers.queries.ending import EndingPaper
from dmedesk.papers.screens.reports import REPORTS
from dmedesk.widgets.theme import Tone

PAPER = EndingPaper(
    1, "authorization", 7, "Rivera, M1", "M1", "E0260", "PA1", date(2026, 11, 10), 7
)


def test_days_left_and_days_gone() -> None:
    (report,) = REPORTS
    left = report.spec.column("days_left")
    assert left.tone is not None
    seen = [
        (left.text(row), left.tone(row))
        for row in (PAPER, replace(PAPER, days_left=45), replace(PAPER, days_left=-1))
    ]
    assert seen == [
        ("‖ 7 days left", Tone.WAITING),
        ("45 days left", Tone.INK),
        ("✕ ended 1 day ago", Tone.STOPPED),
    ]
    assert report.opens is not None
    assert report.opens(PAPER) == RecordRef("authorization", 7)
    assert {fact.name: fact.text for fact in report.spec.facts(PAPER)}["Paper"] == (
        "Authorization PA1"
    )
