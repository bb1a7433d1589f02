"""Questions in the public format, put to the engine with the calendar of Massachusetts."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from dmedesk.kit.calendar import is_business_day
from dmedesk.rates import wire

CASES = Path(__file__).parent / "cases"
DAY = "2026-03-02"

Question: TypeAlias = dict[str, Any]
Answer: TypeAlias = dict[str, Any]


def ask_line(line: bytes | str) -> Answer:
    """The answer to one line, as the object that it shows."""
    answered: Answer = json.loads(wire.answer(line, None, is_business_day))
    return answered


def ask(question: Mapping[str, Any]) -> Answer:
    """The answer to one question."""
    return ask_line(json.dumps(question))


def question(service: str, **keys: Any) -> Question:
    """A question of a service on a day within every edition in hand."""
    return {"on": DAY, "service": service, **keys}


def rows(**fees: str) -> list[dict[str, Any]]:
    """Fee rows by their modifiers: ``rows(NU="100.00", RR_KH="10.00")``."""
    return [{"modifiers": key.split("_"), "fee": fee} for key, fee in fees.items()]


def cases_of(name: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    cases: list[dict[str, Any]] = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    return cases


def every_case() -> Iterator[dict[str, Any]]:
    """Every case that the format can express."""
    for path in sorted(CASES.glob("*.toml")):
        if path.stem != "not_expressible":
            yield from cases_of(path.name)


def questions_of(case: Mapping[str, Any]) -> list[Question]:
    """The questions of one case: one, or several that are priced by themselves."""
    asked: list[Question] = case.get("requests") or [case["request"]]
    return asked
