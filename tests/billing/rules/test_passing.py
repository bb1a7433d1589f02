"""What remains of an answered line, and who is next, 130 CMR 450.316."""

from dataclasses import replace
from datetime import date

import pytest

from dmedesk.billing.rules.passing import AnsweredLine, AnswerGiven, passing_findings
from dmedesk.billing.rules.paying import CoverFact
from dmedesk.billing.rules.payments import AppealStep, Outcome
from dmedesk.members.rules import Regime

DAY = date(2026, 10, 5)
MEDICARE = CoverFact(1, "MC", Regime.MEDICARE, 1, date(2020, 1, 1))
MASSHEALTH = CoverFact(2, "MH", Regime.MASSHEALTH, 1, date(2020, 1, 1))
PLAN = CoverFact(3, "PP", Regime.PRIVATE, 9, date(2020, 1, 1), number="PP-1")
MEMBER_PAYS = 4
ANSWER = AnswerGiven("Medicare", "RA1", date(2026, 11, 2), Outcome.REDUCED, 8_000)
LINE = AnsweredLine("INV-1 line 1", DAY, 2_000, (MEDICARE, MASSHEALTH), {1}, ANSWER)


def codes(line: AnsweredLine, payer_id: int, regime: Regime, cents: int = 1, why: str = "") -> str:
    findings = passing_findings(line, cents=cents, payer_id=payer_id, regime=regime, why=why)
    return " ".join(finding.code for finding in findings)


def test_masshealth_is_asked_last_whatever_its_rank() -> None:
    line = replace(LINE, covers=(MASSHEALTH, MEDICARE, PLAN))
    assert line.next_cover == PLAN
    assert replace(line, asked={1, 3}).next_cover == MASSHEALTH
    assert replace(line, asked={1, 2, 3}).next_cover is None


@pytest.mark.parametrize(
    ("until_on", "is_next"),
    [(date(2026, 10, 4), False), (DAY, False), (date(2026, 10, 6), True), (None, True)],
)
def test_a_coverage_counts_up_to_and_without_its_end(until_on: date | None, is_next: bool) -> None:
    line = replace(LINE, covers=(MEDICARE, replace(MASSHEALTH, until_on=until_on)))
    assert (line.next_cover is not None) is is_next


@pytest.mark.parametrize(
    ("answer", "proposed"),
    [
        (replace(ANSWER, allowed_cents=10_000), 2_000),
        (replace(ANSWER, allowed_cents=9_000), 1_000),
        (replace(ANSWER, allowed_cents=8_000), 0),
        (replace(ANSWER, allowed_cents=7_000), 0),
        (replace(ANSWER, allowed_cents=20_000), 2_000),
        (ANSWER, 2_000),
        (replace(ANSWER, outcome=Outcome.DENIED, paid_cents=0, allowed_cents=0), 2_000),
        (None, 2_000),
    ],
)
def test_what_the_payer_allows_and_did_not_pay_is_proposed(
    answer: AnswerGiven | None, proposed: int
) -> None:
    assert replace(LINE, answer=answer).proposed_cents == proposed


def test_the_next_payer_is_told_what_was_answered() -> None:
    allowed = replace(LINE, answer=replace(ANSWER, allowed_cents=10_000), before="Plan denied.")
    assert allowed.told(2_000) == (
        "Plan denied. Medicare answered on 2026-11-02 (RA1): reduced, 80.00 paid, 100.00 allowed."
        " 20.00 remains of INV-1 line 1."
    )
    denied = AnswerGiven("Medicare", "", date(2026, 11, 2), Outcome.DENIED, 0)
    assert replace(LINE, answer=denied).told(10_000, "PR-1") == (
        "Medicare answered on 2026-11-02: denied. 100.00 remains of INV-1 line 1."
        " The member owes it: PR-1"
    )


@pytest.mark.parametrize(
    ("cents", "expected"),
    [
        (-1, "passed_too_much"),
        (0, "passed_too_much"),
        (1, ""),
        (1_999, ""),
        (2_000, ""),
        (2_001, "passed_too_much"),
    ],
)
def test_something_passes_on_and_no_more_than_is_open(cents: int, expected: str) -> None:
    assert codes(LINE, 2, Regime.MASSHEALTH, cents) == expected


def test_it_must_be_answered_and_not_appealed() -> None:
    assert codes(replace(LINE, answer=None), 2, Regime.MASSHEALTH) == "not_answered"
    sent = replace(LINE, answer=replace(ANSWER, appeal=AppealStep.SENT))
    assert codes(sent, 2, Regime.MASSHEALTH) == "appeal_sent"
    refused = replace(LINE, answer=replace(ANSWER, appeal=AppealStep.REFUSED))
    assert codes(refused, 2, Regime.MASSHEALTH) == ""


def test_nobody_is_asked_before_the_next_coverage() -> None:
    line = replace(LINE, covers=(MEDICARE, PLAN, MASSHEALTH))
    assert codes(line, 2, Regime.MASSHEALTH) == "other_payer_next"
    assert codes(line, MEMBER_PAYS, Regime.PRIVATE, why="x") == "other_payer_next"
    assert codes(line, 3, Regime.PRIVATE) == ""


def test_a_masshealth_member_is_never_billed() -> None:
    line = replace(LINE, asked={1, 2})
    assert codes(line, MEMBER_PAYS, Regime.PRIVATE, why="x") == "member_not_billed"


def test_a_member_without_masshealth_owes_it_by_a_persons_word() -> None:
    line = replace(LINE, covers=(MEDICARE,))
    assert codes(line, MEMBER_PAYS, Regime.PRIVATE) == "why_missing"
    assert codes(line, MEMBER_PAYS, Regime.PRIVATE, why=" ") == "why_missing"
    assert codes(line, MEMBER_PAYS, Regime.PRIVATE, why="PR-2") == ""
    assert codes(line, 1, Regime.MEDICARE, why="PR-2") == "no_payer_next"
    assert codes(line, 5, Regime.MEDICARE, why="PR-2") == "no_payer_next"
