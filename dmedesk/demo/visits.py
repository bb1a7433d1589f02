"""The visits of the demo shop: deliveries and an exchange that two drivers are to make today, and
one of last month whose slip never came back signed.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dmedesk.demo.facts import facts, member_no, serial_of
from dmedesk.demo.rentals import Story
from dmedesk.shop.rules.texts import TEXTS, TextKind, proposal

VISITS = 6
_EXCHANGE = 3
"""Which of the visits is an exchange."""

_Row = Mapping[str, Any]


def texts(today: date) -> Iterator[_Row]:
    """The texts of papers as they are proposed, in force for a month."""
    from_on = today - timedelta(days=30)
    for kind in TEXTS:
        phone = facts()["company"]["phone"]
        yield {
            "text": kind.value,
            "from_on": str(from_on),
            "written_at": f"{from_on}T15:00:00Z",
            "content": phone if kind is TextKind.PHONE_24H else proposal(kind),
            "written_by": "demo",
        }


def _planned(told: Sequence[Story]) -> Iterator[tuple[int, Story, str]]:
    """The number of each visit, whose it is, and a unit on the shelf of what they have already."""
    taken = {story.serial for story in told}
    # Whoever died or left is so in each of their rentals, and only one of these tells it.
    gone_members = {story.member for story in told if story.deceased_on or story.left_on}
    number = 0
    for story in told:
        gone = story.member in gone_members or story.interrupted_on
        shelf = [
            serial
            for unit in range(1, story.product["units"] + 1)
            if (serial := serial_of(story.product["product_no"], unit)) not in taken
        ]
        if shelf and not gone and number < VISITS:
            serial = shelf[0]
            taken.add(serial)
            number += 1
            yield number, story, serial


def tickets(told: Sequence[Story], today: date) -> Iterator[_Row]:
    """The slips: the first is nobody's yet, the others are two drivers'."""
    names = facts()["drivers"]
    for number, story, _serial in _planned(told):
        driver = names[number % 2] if number > 1 else ""
        yield {
            "ticket_no": _ticket_no(number),
            "kind": "exchange" if number == _EXCHANGE else "delivery",
            "stage": "to_print",
            "member_no": member_no(story.member),
            "payer_code": story.payer_code,
            "asked_on": str(today - timedelta(days=2)),
            "planned_on": str(today),
            "driver": driver,
            "stop_no": number // 2 if driver else "",
            "note": "Call half an hour before." if number == VISITS else "",
        }

    for number, story in _unsigned(told):
        yield {
            "ticket_no": _ticket_no(number),
            "kind": "delivery",
            "stage": "waiting",
            "member_no": member_no(story.member),
            "payer_code": story.payer_code,
            "asked_on": str(story.started_on - timedelta(days=2)),
            "planned_on": str(story.started_on),
            "visited_on": str(story.started_on),
            "driver": names[0],
        }


def _unsigned(told: Sequence[Story]) -> Iterator[tuple[int, Story]]:
    """The number and the rental of each visit of last month that nobody signed for."""
    begun = (story for story in told if story.proof == "none" and story.rental_month == 1)
    return enumerate(begun, start=VISITS + 1)


def ticket_lines(told: Sequence[Story]) -> Iterator[_Row]:
    """What goes out; at the exchange the unit of the rental comes back."""
    for number, story in _unsigned(told):
        yield {
            "ticket_no": _ticket_no(number),
            "place": 1,
            "way": "out",
            "product_no": story.product["product_no"],
            "serial": story.serial,
            "rental_no": f"R{story.number:04}",
            "quantity": 1,
            "terms": "rent",
            "has_moved": "yes",
            "is_open": "no",
        }
    for number, story, serial in _planned(told):
        line = {
            "ticket_no": _ticket_no(number),
            "place": 1,
            "way": "out",
            "product_no": story.product["product_no"],
            "serial": serial,
            "rental_no": f"R{story.number:04}" if number == _EXCHANGE else "",
            "quantity": 1,
            "terms": "rent",
            "is_open": "yes",
        }
        yield line
        if number == _EXCHANGE:
            yield {**line, "place": 2, "way": "back", "serial": story.serial}


def _ticket_no(number: int) -> str:
    return f"SLIP-{number:06}"
