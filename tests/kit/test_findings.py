"""Findings: what stops an action, and how one reads on a terminal."""

import pytest

from dmedesk.kit.findings import Finding, Severity, stopping, stops

NPI = Finding(Severity.WARNING, "npi_invalid", "1234567890 fails its check digit.")


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ([], False),
        ([Severity.NOTE], False),
        ([Severity.WARNING, Severity.NOTE], False),
        ([Severity.NOTE, Severity.STOP], True),
    ],
)
def test_only_a_stop_forbids_the_action(severities: list[Severity], expected: bool) -> None:
    assert stops(Finding(severity, "code", "message") for severity in severities) is expected


def test_a_sentence_says_where_what_and_what_would_be_right() -> None:
    finding = Finding(
        Severity.STOP,
        "bad_date",
        "31/02/2026 is no date.",
        subject="rentals.csv line 3, column started_on",
        remedy="Write YYYY-MM-DD.",
    )
    assert finding.sentence() == (
        "rentals.csv line 3, column started_on: 31/02/2026 is no date. Write YYYY-MM-DD."
    )


def test_a_sentence_without_place_and_remedy_is_its_message() -> None:
    assert NPI.sentence() == "1234567890 fails its check digit."


def test_what_forbids_the_action_is_said_with_its_remedy() -> None:
    made = stopping("late", "It is late.", "Go home.", "day", subject="R1")
    assert made == Finding(Severity.STOP, "late", "It is late.", "R1", "Go home.", "day")
    assert stops([made])
