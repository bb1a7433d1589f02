"""The one-off charges of the demo shop: a purchase, supplies, a repair; some wait for something."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dmedesk.demo.facts import facts, member_no
from dmedesk.demo.rentals import Story

_BY = "Ben Reed"


def charges(told: Sequence[Story], today: date) -> Iterator[Mapping[str, Any]]:
    """The charges of this month so far, as ``charges.csv`` has them."""
    for number, (charge, story) in enumerate(_charged(told), start=1):
        yield {
            "charge_no": _number(number),
            "member_no": member_no(story.member),
            "payer_code": charge.get("payer_code", story.payer_code),
            "kind": charge["kind"],
            "service_on": str(_day(number, today)),
            "hcpcs": charge.get("hcpcs") or story.product["hcpcs"],
            "description": charge.get("description") or story.product["description"],
            "units": charge["units"],
            "usual_charge": charge["usual_charge"],
            "recorded_at": f"{today}T13:00:00Z",
            "recorded_by": _BY,
        }


def charge_proofs(told: Sequence[Story], today: date) -> Iterator[Mapping[str, Any]]:
    """The signed slips of those that have one, as ``charge_proofs.csv`` has them."""
    for number, (charge, _story) in enumerate(_charged(told), start=1):
        if charge.get("proven"):
            yield {
                "charge_no": _number(number),
                "turn": 1,
                "proof": "signed",
                "proof_on": str(_day(number, today)),
                "recorded_at": f"{today}T13:00:00Z",
                "recorded_by": _BY,
            }


def _charged(told: Sequence[Story]) -> Iterator[tuple[Mapping[str, Any], Story]]:
    """Each charge with a rental of its payer and, where it names one, of its product."""
    for place, charge in enumerate(facts()["charges"]):
        fitting = [
            story
            for story in told
            if story.payer_code == charge["rented_by"]
            and charge.get("product_no") in (None, story.product["product_no"])
        ]
        if fitting:
            yield charge, fitting[place % len(fitting)]


def _number(number: int) -> str:
    return f"C-{number:06}"


def _day(number: int, today: date) -> date:
    """A few days back, but of this month."""
    return max(today - timedelta(days=number), today.replace(day=1))
