"""How a repair goes over the bench, and what keeps it from its next step."""

from dataclasses import replace
from datetime import date

import pytest

from dmedesk.repairs.rules.steps import (
    WORDS,
    Standing,
    cause_findings,
    close_findings,
    day_findings,
    lend_findings,
    may_charge,
    return_findings,
    stage_findings,
)
from dmedesk.repairs.rules.words import Cause, LoanStage, Ownership, Site, Stage

DAY, NEXT = date(2026, 10, 5), date(2026, 10, 6)
OPEN = Standing("REP-1", Stage.IN_WORK, Ownership.BOUGHT_HERE, Site.SHOP, DAY, removed_on=DAY)
DONE = replace(OPEN, stage=Stage.DONE, finished_on=DAY)
BACK = replace(DONE, stage=Stage.RETURNED, returned_on=NEXT)


def test_every_stage_has_its_words() -> None:
    assert WORDS.keys() == set(Stage)


@pytest.mark.parametrize(
    ("now", "wanted", "may"),
    [
        (Stage.REPORTED, Stage.IN_WORK, True),
        (Stage.REPORTED, Stage.DONE, False),
        (Stage.IN_WORK, Stage.WAITING, True),
        (Stage.WAITING, Stage.DONE, False),
        (Stage.WAITING, Stage.REFUSED, True),
        (Stage.DONE, Stage.IN_WORK, False),
        (Stage.REFUSED, Stage.CLOSED, True),
        (Stage.CLOSED, Stage.IN_WORK, False),
    ],
)
def test_the_way_over_the_bench(now: Stage, wanted: Stage, *, may: bool) -> None:
    assert (stage_findings(replace(OPEN, stage=now), wanted) == []) is may


def _codes(found: list[object]) -> list[str]:
    return [one.code for one in found]  # type: ignore[attr-defined]


def test_closing_waits_for_the_return_and_the_substitute() -> None:
    assert close_findings(BACK) == []
    assert _codes([*close_findings(DONE)]) == ["not_returned"]
    assert _codes([*close_findings(replace(BACK, loans=[LoanStage.OUT]))]) == ["substitute_out"]
    on_slip = replace(BACK, loans=[LoanStage.BACK, LoanStage.TO_BRING])
    assert _codes([*close_findings(on_slip)]) == ["substitute_on_slip"]
    over = replace(BACK, loans=[LoanStage.BACK, LoanStage.CANCELLED])
    assert close_findings(over) == []
    refused = replace(OPEN, stage=Stage.REFUSED)
    assert _codes([*close_findings(refused)]) == ["still_in_shop"]
    assert close_findings(replace(refused, removed_on=None)) == []


def test_a_return_is_signed_once_and_not_before_the_work_is_over() -> None:
    how = {"signer": "Nora", "returned_on": NEXT, "today": NEXT}
    assert return_findings(DONE, **how) == []  # type: ignore[arg-type]
    assert _codes([*return_findings(OPEN, **how)]) == ["not_over"]  # type: ignore[arg-type]
    assert _codes([*return_findings(BACK, **how)]) == [  # type: ignore[arg-type]
        "not_over",
        "returned_already",
    ]
    assert _codes([*return_findings(DONE, signer=" ", returned_on=NEXT, today=NEXT)]) == [
        "no_signer"
    ]
    stock = replace(DONE, ownership=Ownership.STOCK)
    assert _codes([*return_findings(stock, **how)]) == ["stock_is_not_returned"]  # type: ignore[arg-type]


def test_days_keep_their_order() -> None:
    assert day_findings(OPEN, DAY, today=NEXT) == []
    assert _codes([*day_findings(OPEN, NEXT, today=DAY)]) == ["day_to_come"]
    early = date(2026, 10, 4)
    assert _codes([*day_findings(OPEN, early, today=DAY)]) == [
        "before_the_call",
        "before_last_step",
    ]


def test_one_substitute_at_a_time_while_the_work_goes_on() -> None:
    assert lend_findings(replace(OPEN, loans=[LoanStage.BACK])) == []
    assert _codes([*lend_findings(replace(OPEN, loans=[LoanStage.OUT]))]) == ["substitute_is_lent"]
    assert _codes([*lend_findings(DONE)]) == ["too_late_to_lend"]
    stock = replace(OPEN, ownership=Ownership.STOCK)
    assert _codes([*lend_findings(stock)]) == ["nobody_to_lend_to"]


@pytest.mark.parametrize("cause", [Cause.ABUSE, Cause.THEFT, Cause.LOSS])
def test_no_accusation_without_evidence(cause: Cause) -> None:
    assert _codes([*cause_findings(OPEN, cause, " ")]) == ["no_evidence"]
    assert cause_findings(OPEN, cause, "Police report 7") == []
    assert cause_findings(OPEN, Cause.WEAR, "") == []


def test_only_the_members_own_is_charged() -> None:
    assert [one for one in Ownership if may_charge(one)] == [
        Ownership.BOUGHT_HERE,
        Ownership.BOUGHT_ELSEWHERE,
    ]
