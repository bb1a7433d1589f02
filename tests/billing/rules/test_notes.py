"""What forbids a note on an account: all of it at once."""

from datetime import date
from typing import Any

import pytest

from dmedesk.billing.rules.notes import NoteFacts, note_findings

TODAY, BEFORE = date(2026, 11, 3), date(2026, 11, 2)


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({}, []),
        ({"promised_on": TODAY, "promised_cents": 1, "follow_up_on": TODAY}, []),
        ({"text": "  "}, ["nothing_said"]),
        ({"promised_on": BEFORE}, ["day_is_past"]),
        ({"follow_up_on": BEFORE}, ["day_is_past"]),
        ({"promised_cents": 100}, ["no_promised_day"]),
        ({"promised_on": TODAY, "promised_cents": 0}, ["nothing_promised"]),
        (
            {"text": "", "promised_cents": 0},
            ["nothing_said", "no_promised_day", "nothing_promised"],
        ),
    ],
)
def test_what_is_wrong_with_a_note(said: dict[str, Any], codes: list[str]) -> None:
    facts = NoteFacts(**({"text": "Will pay"} | said))
    assert [finding.code for finding in note_findings(facts, noted_on=TODAY)] == codes
