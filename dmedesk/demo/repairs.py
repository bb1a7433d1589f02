"""The repairs of the demo shop: an own wheelchair with a substitute out, a rented bed that was
reported today, a walker that is done; each file as it moves in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dmedesk.deliveries.rules.freezing import digest_of
from dmedesk.demo.facts import member_no, serial_of
from dmedesk.demo.rentals import Story

TICKET_NO = "SLIP-000020"
"""The slip that brought the substitute."""

_Row = Mapping[str, Any]
_TECHNICIAN, _DRIVER = "Tom Reyes", "Dan Okafor"
_WHEELCHAIR, _LOANER = "WC-STD", 40
_AGO = 6


@dataclass(frozen=True, slots=True)
class Demo:
    """The days and the people of the repairs."""

    today: date
    owner: str
    other: str
    rented: Story

    @property
    def taken_on(self) -> date:
        """The day on which the wheelchair was taken and its substitute brought."""
        return self.today - timedelta(days=_AGO)

    @property
    def loaner(self) -> str:
        """The substitute's serial."""
        return serial_of(_WHEELCHAIR, _LOANER)


def demo_of(told: Sequence[Story], today: date) -> Demo:
    """Whose equipment it is: members who live, pay by MassHealth, and are there."""
    there = [
        one
        for one in told
        if one.payer_code == "MH" and not (one.deceased_on or one.left_on or one.interrupted_on)
    ]
    rented = next(one for one in there if one.product["product_no"] == "BED-SE")
    members = list(dict.fromkeys(one.member for one in there))
    return Demo(today, member_no(members[2]), member_no(members[5]), rented)


def files(demo: Demo) -> Mapping[str, Iterator[_Row]]:
    """Every file that is the repairs' own, by its name."""
    return {
        "proofs": loan_proof(demo),
        "model_traits": model_traits(),
        "repairs": repairs(demo),
        "repair_steps": repair_steps(demo),
        "repair_lines": repair_lines(demo),
        "repair_loans": repair_loans(demo),
        "movements": movements(demo),
    }


def model_traits() -> Iterator[_Row]:
    """What two models are compared by."""
    yield {
        "product_no": "WC-STD",
        "size": "18 in",
        "capacity_pounds": 250,
        "features": "swing-away footrests",
    }
    yield {
        "product_no": "WC-LT",
        "size": "18 in",
        "capacity_pounds": 250,
        "features": "swing-away footrests",
    }


def repairs(demo: Demo) -> Iterator[_Row]:
    """The repairs themselves."""
    yield _wheelchair(demo)
    yield _bed(demo)
    yield _walker(demo)


def _wheelchair(demo: Demo) -> _Row:
    """An own one in the shop, whose substitute is out."""
    return {
        "repair_no": "REP-000001",
        "ownership": "bought_elsewhere",
        "stage": "waiting",
        "member_no": demo.owner,
        "payer_code": "MH",
        "product_no": _WHEELCHAIR,
        "item": "Wheelchair, bought in another shop",
        "serial_told": "WX-5520",
        "hcpcs": "K0001",
        "asked_by": "The daughter",
        "asked_on": str(demo.taken_on - timedelta(days=1)),
        "fault": "The left brake does not hold, and the frame creaks.",
        "cause": "wear",
        "site": "shop",
        "technician": _TECHNICIAN,
        "promised_on": str(demo.today + timedelta(days=3)),
        "replacement": "640.00",
        "removed_on": str(demo.taken_on),
    }


def _bed(demo: Demo) -> _Row:
    """A rented one that was reported today."""
    return {
        "repair_no": "REP-000002",
        "ownership": "rented",
        "stage": "reported",
        "member_no": member_no(demo.rented.member),
        "payer_code": demo.rented.payer_code,
        "serial": demo.rented.serial,
        "product_no": demo.rented.product["product_no"],
        "rental_no": f"R{demo.rented.number:04}",
        "item": demo.rented.product["description"],
        "hcpcs": demo.rented.product["hcpcs"],
        "asked_by": "The nurse",
        "asked_on": str(demo.today),
        "fault": "The head section does not go down.",
        "cause": "wear",
        "site": "home",
    }


def _walker(demo: Demo) -> _Row:
    """An own one that is done."""
    return {
        "repair_no": "REP-000003",
        "ownership": "bought_elsewhere",
        "stage": "done",
        "member_no": demo.other,
        "payer_code": "MH",
        "product_no": "WALK-F",
        "item": "Walker, a gift",
        "hcpcs": "E0143",
        "asked_by": "The member",
        "asked_on": str(demo.taken_on),
        "fault": "One leg is bent.",
        "cause": "accident",
        "site": "shop",
        "technician": _TECHNICIAN,
        "replacement": "95.00",
        "removed_on": str(demo.taken_on),
        "finished_on": str(demo.today - timedelta(days=1)),
    }


def repair_steps(demo: Demo) -> Iterator[_Row]:
    """What happened in them."""
    taken, today = demo.taken_on, demo.today
    called, last = taken - timedelta(days=1), today - timedelta(days=1)
    told = (
        ("REP-000001", "reported", called, "The left brake does not hold, and the frame creaks."),
        ("REP-000001", "taken_in", taken, "Taken along when the substitute was brought."),
        ("REP-000001", "waits", last, "The brake is ordered."),
        ("REP-000002", "reported", today, "The head section does not go down."),
        ("REP-000003", "reported", taken, "One leg is bent."),
        ("REP-000003", "taken_in", taken, ""),
        ("REP-000003", "finished", last, "Leg replaced, tips renewed."),
    )
    turns: dict[str, int] = {}
    for repair_no, step, on, note in told:
        turns[repair_no] = turns.get(repair_no, 0) + 1
        yield {
            "repair_no": repair_no,
            "turn": turns[repair_no],
            "step": step,
            "happened_on": str(on),
            "note": note,
            **_stamp(on),
        }


def repair_lines(demo: Demo) -> Iterator[_Row]:
    """Parts and labor."""
    last = demo.today - timedelta(days=1)
    told = (
        ("REP-000001", 1, "part", "Brake, left", "K0108", "RB", "48.00", "19.50", "", "charged"),
        ("REP-000001", 2, "labor", "Fitting and test", "K0739", "", "60.00", "", 40, "charged"),
        ("REP-000003", 1, "part", "Leg with tips", "A4637", "RB", "14.00", "6.20", "", "charged"),
        ("REP-000003", 2, "labor", "Fitting", "K0739", "", "15.00", "", 10, "charged"),
    )
    for repair_no, turn, kind, words, code, modifiers, amount, cost, minutes, covered in told:
        yield {
            "repair_no": repair_no,
            "turn": turn,
            "kind": kind,
            "done_on": str(last),
            "description": words,
            "hcpcs": code,
            "modifiers": modifiers,
            "quantity": 1,
            "amount": amount,
            "cost": cost,
            "minutes": minutes,
            "covered": covered,
            "technician": _TECHNICIAN,
            **_stamp(last),
        }


def repair_loans(demo: Demo) -> Iterator[_Row]:
    """The substitute that is out."""
    yield {
        "repair_no": "REP-000001",
        "turn": 1,
        "serial": demo.loaner,
        "ticket_no": TICKET_NO,
        "likeness": "same_model",
        "reason": "the same model",
        **_stamp(demo.taken_on),
    }


def loan_ticket(demo: Demo) -> Iterator[_Row]:
    """The slip that brought it."""
    yield {
        "ticket_no": TICKET_NO,
        "kind": "delivery",
        "stage": "done",
        "member_no": demo.owner,
        "asked_on": str(demo.taken_on - timedelta(days=1)),
        "planned_on": str(demo.taken_on),
        "visited_on": str(demo.taken_on),
        "driver": _DRIVER,
        "note": "Substitute while the wheelchair is repaired, REP-000001",
    }


def loan_line(demo: Demo) -> Iterator[_Row]:
    """What went out by it."""
    yield {
        "ticket_no": TICKET_NO,
        "place": 1,
        "way": "out",
        "product_no": _WHEELCHAIR,
        "serial": demo.loaner,
        "quantity": 1,
        "terms": "loan",
        "has_moved": "yes",
        "is_open": "no",
    }


def loan_proof(demo: Demo) -> Iterator[_Row]:
    """The signature for it, with the digest of all that it says."""
    on = demo.taken_on
    texts = ("why", "driver_note", "carrier", "package_id", "carrier_evidence", "facility")
    more = ("received_by", "tasks_done", "lines")
    empty = ("about_turn", "reason", "shipped_on", "discharged_on", "strokes")
    said: dict[str, Any] = {
        "turn": 1,
        "kind": "visit",
        "method": "direct",
        "delivered_on": on,
        "has_signature": True,
        "signer": "The daughter",
        "relationship": "family",
        "signed_on": on,
        "delivered_by": _DRIVER,
        "service_on": on,
        "recorded_at": datetime(on.year, on.month, on.day, 15, tzinfo=UTC),
        "recorded_by": _DRIVER,
        **dict.fromkeys((*texts, *more), ""),
        **dict.fromkeys(empty),
    }
    digest = digest_of(TICKET_NO, said)
    row = {name: "" if value is None else value for name, value in said.items()}
    yield {"ticket_no": TICKET_NO, **row, "has_signature": "yes", "sha256": digest, **_stamp(on)}


def movements(demo: Demo) -> Iterator[_Row]:
    """The move that lent it."""
    yield {
        "serial": demo.loaner,
        "turn": 1,
        "move": "lent",
        "moved_on": str(demo.taken_on),
        "from_state": "ready",
        "to_state": "loaned",
        "to_member": demo.owner,
        "cause": "ticket",
        "cause_no": TICKET_NO,
        **_stamp(demo.taken_on),
    }


def _stamp(on: date) -> _Row:
    return {"recorded_at": f"{on}T15:00:00Z", "recorded_by": _DRIVER}
