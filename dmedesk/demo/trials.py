"""The trials of the demo shop: the pump's chain, one in its last weeks, one to be asked for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dmedesk.demo.facts import member_no
from dmedesk.demo.rentals import Story
from dmedesk.kit.calendar import ONE_DAY, months_after
from dmedesk.papers.rules.chains import chain_proposals

_Row = Mapping[str, Any]
_CHAIN, _PUMP, _CODE = "CHN-0001", "insulin_pump", "E0784"
_PAYER = "MH"
_FIRST = 5
_OPENED, _BEGUN, _SHOWN = 98, 75, 12
_SAID = {
    "1a": "Type 1",
    "2": "yes",
    "3": "yes",
    "4a": "4",
    "4b": "9",
    "4c": "yes",
    "5": "5",
    "6": "yes",
    "7": "8.1",
    "8a": "yes",
    "9": "yes",
}
_SO_FAR = {**{key: said for key, said in _SAID.items() if key != "9"}, "7": "7.0"}
"""What is gathered for the second one: exactly 7.0 is not above it, and 9 is missing."""

_GOES_ON = {"1": "yes", "2": "yes", "4": "4", "6": "7.4"}


def _members(told: Sequence[Story]) -> list[str]:
    """Two members of MassHealth: in the trial, and before it."""
    living = [
        one.member
        for one in told
        if one.payer_code == _PAYER and not (one.deceased_on or one.left_on or one.interrupted_on)
    ]
    return [member_no(one) for one in list(dict.fromkeys(living))[_FIRST : _FIRST + 2]]


def chains(today: date) -> Iterator[_Row]:
    """The shipped chain, turned on for MassHealth from the last year on."""
    own = chain_proposals()[_PUMP]
    yield {
        "chain_no": _CHAIN,
        "payer_code": _PAYER,
        "title": own.title,
        "codes": own.codes,
        "trial_months": own.trial_months,
        "ask_days": own.ask_days,
        "from_on": str(max(own.from_on, date(today.year - 1, 1, 1))),
        "proposal": own.key,
        "citation": own.citation,
        "why": own.why,
        "confirm": own.confirm,
    }


def criteria() -> Iterator[_Row]:
    """What the chain asks for."""
    for one in chain_proposals()[_PUMP].criteria:
        yield {
            "chain_no": _CHAIN,
            **one._asdict(),
            "may_except": "yes" if one.may_except else "no",
            "is_optional": "yes" if one.is_optional else "no",
        }


def trials(told: Sequence[Story], today: date) -> Iterator[_Row]:
    """One whose second authorization is to be asked for, and one that is being shown."""
    begun, gathering = _members(told)
    trial = {"chain_no": _CHAIN, "hcpcs": _CODE}
    yield {
        "trial_no": "TRL-000001",
        **trial,
        "member_no": begun,
        "opened_on": str(today - timedelta(days=_OPENED)),
        "begun_on": str(_begun_on(today)),
    }
    yield {
        "trial_no": "TRL-000002",
        **trial,
        "member_no": gathering,
        "opened_on": str(today - timedelta(days=_SHOWN + 2)),
    }


def answers(today: date) -> Iterator[_Row]:
    """What was shown for them, each with its evidence."""
    opened_on = today - timedelta(days=_OPENED - 5)
    lately = today - timedelta(days=_SHOWN)
    turn = 0
    for stage, said, on in (("trial", _SAID, opened_on), ("continuing", _GOES_ON, lately)):
        for label, value in said.items():
            turn += 1
            yield _answer("TRL-000001", turn, stage, label, value, on)
    for turn, (label, value) in enumerate(_SO_FAR.items(), start=1):
        yield _answer("TRL-000002", turn, "trial", label, value, lately)


def authorizations(told: Sequence[Story], today: date) -> Iterator[_Row]:
    """The first authorization, for the months of the trial."""
    begun_on = _begun_on(today)
    months = chain_proposals()[_PUMP].trial_months
    yield {
        "member_no": _members(told)[0],
        "hcpcs": _CODE,
        "pa_number": "PA71001",
        "from_on": str(begun_on),
        "until_on": str(months_after(begun_on, months) - ONE_DAY),
        "months": months,
    }


def _begun_on(today: date) -> date:
    return today - timedelta(days=_BEGUN)


def _answer(trial_no: str, turn: int, stage: str, label: str, said: str, on: date) -> _Row:
    is_value = label in {"6", "7"} and said not in {"yes", "no"}
    return {
        "trial_no": trial_no,
        "turn": turn,
        "stage": stage,
        "label": label,
        "said": said,
        "evidence": "Lab report" if is_value else "Note of the endocrinologist",
        "evidence_on": str(on),
        "recorded_at": f"{on}T15:00:00Z",
        "recorded_by": "demo",
    }
