"""What cannot be written down of papers, requests and requirements."""

from datetime import date
from typing import Any

import pytest

from dmedesk.papers.rules.entering import (
    grants,
    paper_faults,
    requirement_faults,
    steps_after,
    undo_findings,
)
from dmedesk.papers.rules.words import PaperKind, RequirementKind, Step

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"signed_on": TODAY}, []),
        ({"signed_on": date(2026, 11, 30)}, ["not_signed_yet"]),
        ({"signed_on": TODAY, "expires_on": date(2026, 11, 28)}, ["expired_before_signed"]),
        ({"signed_on": TODAY, "expires_on": TODAY}, []),
        ({"kind": PaperKind.CMN, "signed_on": date(2022, 12, 31)}, []),
        ({"kind": PaperKind.CMN, "signed_on": date(2023, 1, 1)}, ["form_ended"]),
        ({"kind": PaperKind.DIF, "signed_on": date(2023, 1, 2)}, ["form_ended"]),
        ({"kind": PaperKind.WRITTEN_ORDER, "signed_on": date(2023, 1, 2)}, []),
        ({}, []),
    ],
)
def test_papers(values: dict[str, Any], codes: list[str]) -> None:
    """CMN and DIF ended for dates of service from 1/1/2023."""
    assert [fault.code for fault in paper_faults(values, today=TODAY)] == codes


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({}, []),
        ({"kind": RequirementKind.ENCOUNTER}, ["number_missing"]),
        ({"kind": RequirementKind.ENCOUNTER, "number": 0}, ["number_too_small"]),
        ({"kind": RequirementKind.ENCOUNTER, "number": 1}, []),
        ({"kind": RequirementKind.WRITTEN_ORDER, "number": 1}, ["number_too_many"]),
        ({"kind": RequirementKind.ELEMENTS}, ["text_missing"]),
        ({"kind": RequirementKind.ELEMENTS, "text": "medicare"}, []),
        ({"kind": RequirementKind.WRITTEN_ORDER, "text": "medicare"}, ["text_too_many"]),
        (
            {"kind": RequirementKind.WRITTEN_ORDER, "hcpcs": "E0260", "family": "dme"},
            ["code_and_family"],
        ),
    ],
)
def test_requirements(values: dict[str, Any], codes: list[str]) -> None:
    assert [fault.code for fault in requirement_faults(values)] == codes


def test_a_denial_can_be_appealed_and_a_grant_is_the_end() -> None:
    assert Step.APPEALED not in steps_after(None)
    assert Step.APPEALED in steps_after(Step.DENIED)
    assert steps_after(Step.GRANTED) == frozenset()
    assert steps_after(Step.APPEALED) >= {Step.APPEAL_GRANTED, Step.APPEAL_DENIED}
    granting = {Step.GRANTED, Step.MODIFIED, Step.APPEAL_GRANTED}
    assert {step for step in Step if grants(step)} == granting


@pytest.mark.parametrize(
    ("is_undone", "why", "codes"),
    [
        (False, "a mistake", []),
        (True, "a mistake", ["taken_back"]),
        (False, " ", ["missing_value"]),
        (True, "", ["taken_back", "missing_value"]),
    ],
)
def test_a_fact_is_taken_back_once_and_for_a_reason(
    *, is_undone: bool, why: str, codes: list[str]
) -> None:
    found = undo_findings("RPL-1", is_undone=is_undone, why=why)
    assert [one.code for one in found] == codes
