"""The chains of the texts as they are read, and what a chain of a shop's own must say."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from dmedesk.papers.rules.chains import (
    CRITERION_WORDS,
    STAGE_WORDS,
    CriterionKind,
    Stage,
    chain_faults,
    chain_proposals,
    codes_in,
    criteria_faults,
    day_in,
    number_in,
    place_of,
)
from dmedesk.papers.rules.law import proposals

PUMP = chain_proposals()["insulin_pump"]


def test_the_insulin_pump_has_nine_criteria_eight_and_four_cases() -> None:
    """Seed text III.A.1 to 9, III.B.1 to 8, II.B.1 to 4; each bears its clause."""
    counted = {
        stage: [one.label for one in PUMP.criteria if one.stage is stage and not one.is_part]
        for stage in Stage
    }
    assert counted[Stage.TRIAL] == [str(n) for n in range(1, 10)]
    assert counted[Stage.CONTINUING] == [str(n) for n in range(1, 9)]
    assert counted[Stage.NOT_COVERED] == ["1", "2", "3", "4"]
    assert all(one.citation.startswith(("III.", "II.")) for one in PUMP.criteria)
    assert (PUMP.trial_months, PUMP.codes) == (3, "E0784")
    by_label = {(one.stage, one.label): one for one in PUMP.criteria}
    sugar = by_label[Stage.TRIAL, "7"]
    assert (sugar.kind, sugar.line, sugar.may_except) == (CriterionKind.OVER, "7.0", True)
    assert [one.line for one in PUMP.criteria if one.label in ("8b", "8c") and one.unit] == [
        "100",
        "200",
    ]


def test_what_the_text_leaves_open_is_to_be_confirmed() -> None:
    assert "no date" in PUMP.confirm
    open_ones = [(one.stage.value, one.label) for one in PUMP.criteria if one.confirm]
    assert open_ones == [("trial", "7"), ("continuing", "6")]


def test_every_shipped_chain_is_whole() -> None:
    for one in chain_proposals().values():
        rows = [criterion._asdict() for criterion in one.criteria]
        assert list(criteria_faults(rows)) == []
        assert list(chain_faults({"codes": one.codes, "trial_months": one.trial_months})) == []
        assert {one.first, one.second} <= proposals().keys()
        assert proposals()[one.second].number == one.trial_months


def test_every_kind_and_stage_has_its_word() -> None:
    assert CRITERION_WORDS.keys() == set(CriterionKind)
    assert STAGE_WORDS.keys() == set(Stage)


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"codes": "E0784"}, []),
        ({"codes": "E0784, e0787"}, []),
        ({"codes": "E0784 E0784"}, ["code_twice"]),
        ({"codes": "PUMP"}, ["bad_hcpcs"]),
        ({"trial_months": 1}, []),
        ({"trial_months": 0}, ["number_too_small"]),
        ({"ask_days": 0}, []),
        ({"ask_days": -1}, ["number_too_small"]),
    ],
)
def test_the_head_of_a_chain(values: Mapping[str, Any], codes: list[str]) -> None:
    assert [fault.code for fault in chain_faults(values)] == codes


def a_row(label: str, kind: str, line: str = "", stage: Stage = Stage.TRIAL) -> dict[str, Any]:
    return {"stage": stage, "label": label, "kind": CriterionKind(kind), "text": "T", "line": line}


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([a_row("1", "yes")], []),
        ([a_row("x", "yes")], ["bad_label"]),
        ([a_row("01", "yes")], ["bad_label"]),
        ([a_row("1", "yes"), a_row("1", "no")], ["label_twice"]),
        ([a_row("1a", "yes")], ["part_without_head"]),
        ([a_row("1", "yes"), a_row("1a", "yes")], ["part_without_head"]),
        ([a_row("1", "any_of"), a_row("1a", "yes")], []),
        ([a_row("1", "all_of")], ["head_without_parts"]),
        ([a_row("1", "over")], ["number_missing"]),
        ([a_row("1", "over", "7.0")], []),
        ([a_row("1", "under", "seven")], ["number_missing"]),
        ([a_row("1", "date", "3")], []),
        ([a_row("1", "date")], []),
        ([a_row("1", "date", "0")], ["bad_months"]),
        ([a_row("1", "choice")], ["choices_missing"]),
        ([a_row("1", "choice", "Type 1; Type 2")], []),
        ([a_row("1", "no", "3")], ["line_too_many"]),
        ([a_row("1", "yes", "1")], ["compares_with_none"]),
        ([a_row("1", "over", "7"), a_row("1", "not_above", "1", Stage.CONTINUING)], []),
        ([a_row("1", "not_above", "2", Stage.CONTINUING)], ["compares_with_none"]),
    ],
)
def test_the_criteria_of_a_chain(rows: list[dict[str, Any]], codes: list[str]) -> None:
    assert [fault.code for _at, fault in criteria_faults(rows)] == codes


def test_what_people_write_is_read() -> None:
    assert codes_in("e0784, E0787  a9274") == ("E0784", "E0787", "A9274")
    assert place_of("12b") == (12, "b")
    assert str(number_in(" 7.1 % ")) == "7.1"
    assert number_in("about 7") is None
    assert number_in("nan") is None
    assert day_in("2026-11-30") == date(2026, 11, 30)
    assert day_in("yesterday") is None
