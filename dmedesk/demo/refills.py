"""The supplies of the demo shop in every state of a refill, two limits, and a lost walker."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from dmedesk.demo.facts import member_no
from dmedesk.demo.rentals import Story
from dmedesk.papers.rules.limit_law import limit_proposals

_Row = Mapping[str, Any]
_FIRST = 24
_STRIPS, _MASK, _WALKER = "A4253", "A7030", "E0143"
_LIMITS = ("mc_a4253_insulin", "mc_a4253_no_insulin", "mc_e0143")


class _Supply(NamedTuple):
    """How many days ago it came, how long it lasts, what was answered how many days ago."""

    hcpcs: str
    ago: int
    quantity: int
    days: int | None
    answer: str = ""
    asked: int = 0


_SUPPLIES = (
    _Supply(_STRIPS, 38, 2, 30),
    _Supply(_STRIPS, 82, 6, 90, "wanted", 3),
    _Supply(_STRIPS, 70, 6, 90),
    _Supply(_MASK, 64, 1, 90, "wanted", 1),
    _Supply(_STRIPS, 12, 2, None),
    _Supply(_MASK, 75, 1, 90, "not_now", 2),
    _Supply(_STRIPS, 20, 6, 90),
    _Supply(_MASK, 95, 1, 90, "stopped", 20),
)


def _told(told: Sequence[Story]) -> Iterator[tuple[int, _Supply, Story]]:
    living = [one for one in told if not (one.deceased_on or one.left_on or one.interrupted_on)]
    for number, (supply, story) in enumerate(
        zip(_SUPPLIES, living[_FIRST:], strict=False), start=1
    ):
        yield number, supply, story


def _recorded(on: date) -> dict[str, str]:
    return {"recorded_at": f"{on}T15:00:00Z", "recorded_by": "ana"}


def limits(today: date) -> Iterator[_Row]:
    """Three of the shipped limits, turned on for Medicare; they warn, and hold nothing."""
    for number, key in enumerate(_LIMITS, start=1):
        own = limit_proposals()[key]
        yield {
            "limit_no": f"LIM-{number:04}",
            "payer_code": "MC",
            "kind": own.kind.value,
            "hcpcs": own.hcpcs,
            "quantity": own.quantity,
            "every": own.every,
            "unit": own.unit.value,
            "treatment": own.treatment.value,
            "stance": "warn",
            "from_on": str(max(own.from_on, date(today.year, 1, 1))),
            "proposal": key,
            "citation": own.citation,
            "why": own.confirm,
        }


def receipts(told: Sequence[Story], today: date) -> Iterator[_Row]:
    """What these members received, and the walker that one of them lost."""
    for number, supply, story in _told(told):
        came = today - timedelta(days=supply.ago)
        yield {
            "source": "earlier",
            "source_no": f"RCP-{number:06}",
            "turn": 1,
            "member_no": member_no(story.member),
            "payer_code": story.payer_code,
            "hcpcs": supply.hcpcs,
            "quantity": supply.quantity,
            "days": supply.days or "",
            "received_on": str(came),
            **_recorded(came),
        }
    came = today - timedelta(days=400)
    yield {
        "source": "earlier",
        "source_no": f"RCP-{len(_SUPPLIES) + 1:06}",
        "turn": 1,
        "member_no": _loser(told),
        "payer_code": "MC",
        "hcpcs": _WALKER,
        "quantity": 1,
        "received_on": str(came),
        **_recorded(came),
    }


def contacts(told: Sequence[Story], today: date) -> Iterator[_Row]:
    """Who was asked, and what they said."""
    asked = [one for one in _told(told) if one[1].answer]
    for number, (_place, supply, story) in enumerate(asked, start=1):
        on = today - timedelta(days=supply.asked)
        yield {
            "contact_no": f"RFL-{number:06}",
            "member_no": member_no(story.member),
            "hcpcs": supply.hcpcs,
            "contacted_on": str(on),
            "channel": "phone",
            "who": "The daughter",
            "answer": supply.answer,
            **_recorded(on),
        }


def statements(told: Sequence[Story], today: date) -> Iterator[_Row]:
    """Of some it is said that they are treated with insulin."""
    strips = [one for one in _told(told) if one[1].hcpcs == _STRIPS][:3]
    for number, (_place, supply, story) in enumerate(strips, start=1):
        on = today - timedelta(days=supply.ago)
        yield {
            "statement_no": f"INS-{number:06}",
            "member_no": member_no(story.member),
            "from_on": str(on),
            "is_treated": "yes",
            "said_by": "Prescription",
            **_recorded(on),
        }


def replacements(told: Sequence[Story], today: date) -> Iterator[_Row]:
    """A walker that was left on a bus."""
    on = today - timedelta(days=3)
    yield {
        "replacement_no": "RPL-000001",
        "member_no": _loser(told),
        "hcpcs": _WALKER,
        "reason": "lost",
        "happened_on": str(on),
        "evidence": "Left on bus 28; lost property report 5512",
        **_recorded(on),
    }


def _loser(told: Sequence[Story]) -> str:
    *_others, (_number, _supply, story) = _told(told)
    return member_no(story.member)
