"""Every case under ``cases/``: the worked cases and the thresholds, put to the public format."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dmedesk.kit.calendar import is_business_day
from dmedesk.rates import wire

CASES = Path(__file__).parent / "cases"


def cases_of(name: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    return tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]


def every_case() -> list[Any]:
    files = sorted(path.name for path in CASES.glob("*.toml") if path.stem != "not_expressible")
    return [pytest.param(case, id=case["id"]) for name in files for case in cases_of(name)]


def ask(request: dict[str, Any]) -> dict[str, Any]:
    """One question in the public format, and its answer."""
    answered: dict[str, Any] = json.loads(wire.answer(json.dumps(request), None, is_business_day))
    return answered


@pytest.mark.parametrize("case", every_case())
def test_case(case: dict[str, Any]) -> None:
    expected = dict(case["expect"])
    answered = [ask(request) for request in case.get("requests", [case.get("request")])]
    total = expected.pop("sum", None)
    if total is not None:
        assert sum(Decimal(answer["amount"]) for answer in answered) == Decimal(total)
    said = expected.pop("step_says", None)
    if said is not None:
        sentences = [step["says"].lower() for answer in answered for step in answer["steps"]]
        assert any(said.lower() in sentence for sentence in sentences)
    for answer in answered:
        assert {key: answer.get(key) for key in expected} == expected


@pytest.mark.parametrize("case", every_case())
def test_last_amount_of_the_steps_is_the_answer(case: dict[str, Any]) -> None:
    for request in case.get("requests", [case.get("request")]):
        answer = ask(request)
        if answer["outcome"] == "priced":
            assert [step["amount"] for step in answer["steps"] if "amount" in step][-1] == (
                answer["amount"]
            )


def test_every_worked_case_has_one_place() -> None:
    """The worked cases are A01 to P03; what the format cannot express is listed with its reason."""
    ids = [case["id"] for path in CASES.glob("*.toml") for case in cases_of(path.name)]
    assert len(ids) == len(set(ids))
    assert all(case["reason"] for case in cases_of("not_expressible.toml"))
    worked = [identity for identity in ids if len(identity) <= 4 and identity[1:3].isdigit()]
    assert len(worked) == 159
