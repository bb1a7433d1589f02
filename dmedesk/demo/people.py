"""The people of the demo shop: members with who pays for them and how to find them, practitioners.

Some have what an office has to deal with: a death, a leaving, nobody who pays, an exclusion.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dmedesk.demo.facts import facts, member_no, npi_of
from dmedesk.demo.rentals import Story
from dmedesk.kit.calendar import months_after

_STATE = "MA"
_Row = Mapping[str, Any]

_PRACTITIONER = (
    "last_name",
    "first_name",
    "phone",
    "fax",
    "address1",
    "city",
    "state",
    "zip",
    "license_no",
)
# Who pays for others: Medicare before another plan, MassHealth when nobody else does.
_ORDER = ("MC", "PV", "MH")
_UNCOVERED_EACH = 23
_BOTH_EACH = 2
_DIRECTIONS_EACH = 4
_CONTACT_EACH = 2
_NOTED = (5, 12, 20)


def practitioners(today: date) -> Iterator[_Row]:
    """Every practitioner; one's license ends soon."""
    for practitioner in facts()["practitioners"]:
        days = practitioner.get("license_days")
        expires_on = "" if days is None else str(today + timedelta(days=days))
        kept = {name: practitioner.get(name, "") for name in _PRACTITIONER}
        yield {"npi": npi_of(practitioner), **kept, "license_expires_on": expires_on}


def practitioner_checks(today: date) -> Iterator[_Row]:
    """What the lists said of those who were looked for, three weeks ago."""
    checked_on = today - timedelta(days=21)
    for practitioner in facts()["practitioners"]:
        if "standing" in practitioner:
            yield {
                "npi": npi_of(practitioner),
                "checked_on": str(checked_on),
                "standing": practitioner["standing"],
                "source": "LEIE and the list of enrolled providers",
                "checked_by": "demo",
                "recorded_at": f"{checked_on}T15:00:00Z",
            }


def members(told: Sequence[Story], count: int) -> Iterator[_Row]:
    """Every member: some with an address of delivery, directions, somebody to call."""
    names = facts()
    deceased = {story.member: story.deceased_on for story in told if story.deceased_on}
    left = {story.member: story.left_on for story in told if story.left_on}
    for number in range(1, count + 1):
        town = names["towns"][number % len(names["towns"])]
        yield {
            "member_no": member_no(number),
            "last_name": names["last_names"][number * 7 % len(names["last_names"])],
            "first_name": names["first_names"][number * 3 % len(names["first_names"])],
            "birth_date": str(date(1935, 1, 1) + timedelta(days=number * 397)),
            "masshealth_id": f"1000{number:08}",
            "medicare_mbi": f"{number % 9 + 1}EG4TE5MK{number:02}",
            "address1": f"{number * 3} {names['streets'][number % len(names['streets'])]}",
            "city": town["city"],
            "state": _STATE,
            "zip": town["zip"],
            "phone": f"617-555-{number:04}",
            "deceased_on": str(deceased.get(number, "")),
            "left_on": str(left.get(number, "")),
            "left_reason": "moved_away" if number in left else "",
            "language": names["languages"][number % len(names["languages"])],
            **_way(number),
            **_contact(number),
        }


def _way(number: int) -> _Row:
    """How the driver gets there, for some."""
    has_directions = number % _DIRECTIONS_EACH == 1
    lines = facts()["directions"]
    return {"directions": lines[number // _DIRECTIONS_EACH % len(lines)] if has_directions else ""}


def _contact(number: int) -> _Row:
    """Whom to call in an emergency, for some."""
    if number % _CONTACT_EACH:
        return {"emergency_name": "", "emergency_relation": "", "emergency_phone": ""}
    names = facts()
    return {
        "emergency_name": names["first_names"][number * 11 % len(names["first_names"])],
        "emergency_relation": names["relations"][number % len(names["relations"])],
        "emergency_phone": f"508-555-{number:04}",
    }


def coverages(told: Sequence[Story], count: int, today: date) -> Iterator[_Row]:
    """Who pays for each member by rank; a few have nobody any more."""
    from_on = months_after(date(today.year, 1, 1), -24)
    for number in range(1, count + 1):
        codes = {story.payer_code for story in told if story.member == number}
        if "MC" in codes and number % _BOTH_EACH == 0:
            codes.add("MH")
        ended = number % _UNCOVERED_EACH == 0
        numbers = {"MH": f"1000{number:08}", "MC": f"{number % 9 + 1}EG4TE5MK{number:02}"}
        for rank, code in enumerate((code for code in _ORDER if code in codes), start=1):
            yield {
                "member_no": member_no(number),
                "payer_code": code,
                "rank": rank,
                "from_on": str(from_on),
                "until_on": str(today - timedelta(days=12)) if ended else "",
                "number": numbers.get(code, ""),
            }


def member_notes(today: date) -> Iterator[_Row]:
    """What somebody wrote down about a few."""
    written_on = today - timedelta(days=30)
    for number, note in zip(_NOTED, facts()["notes"], strict=True):
        yield {
            "member_no": member_no(number),
            "written_at": f"{written_on}T15:00:00Z",
            "written_by": "demo",
            "note": note,
        }
