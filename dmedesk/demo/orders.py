"""The orders of the demo shop in their several states, the papers they have, and a denial."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from dmedesk.demo.facts import facts, member_no
from dmedesk.demo.rentals import Story
from dmedesk.kit.calendar import first_of_month, months_after

_Row = Mapping[str, Any]
_FIRST = 12
_FROM = ("Harbor Hospital, discharge desk", "Visiting nurse", "The daughter called")
_PRODUCT = "LIFT-H"


class _Order(NamedTuple):
    """One order: where it stands, how long it has been open, and which papers it has."""

    stage: str
    days: int
    has_prescription: bool = True
    needs_pa: bool = False
    has_letter: bool = False
    review_in: int | None = None
    why: str = ""


_ORDERS = (
    _Order("open", 2, has_letter=True),
    _Order("open", 4, has_prescription=False),
    _Order("open", 6, needs_pa=True),
    _Order("open", 9, has_prescription=False, needs_pa=True),
    _Order("held", 16, review_in=0, why="In hospital; the nurse calls when they are home"),
    _Order("held", 8, has_prescription=False, review_in=6, why="The family decides about rent"),
    _Order("filled", 30, has_letter=True),
    _Order("cancelled", 24, has_prescription=False),
)


def _told(told: Sequence[Story]) -> Iterator[tuple[int, _Order, Story]]:
    living = [one for one in told if not (one.deceased_on or one.left_on or one.interrupted_on)]
    for number, (order, story) in enumerate(zip(_ORDERS, living[_FIRST:], strict=False), start=1):
        yield number, order, story


def _product() -> Mapping[str, Any]:
    return next(one for one in facts()["products"] if one["product_no"] == _PRODUCT)


def orders(told: Sequence[Story], today: date) -> Iterator[_Row]:
    """The orders, each of somebody who rents something already."""
    for number, order, story in _told(told):
        asked_on = today - timedelta(days=order.days)
        held = order.review_in is not None
        over = order.stage in ("filled", "cancelled")
        yield {
            "order_no": _order_no(number),
            "member_no": member_no(story.member),
            "payer_code": story.payer_code,
            "npi": story.npi,
            "asked_on": str(asked_on),
            "referred_by": _FROM[number % len(_FROM)],
            "stage": order.stage,
            "review_on": str(today + timedelta(days=order.review_in or 0)) if held else "",
            "held_because": order.why,
            "closed_on": str(asked_on + timedelta(days=5)) if over else "",
        }


def order_lines(told: Sequence[Story]) -> Iterator[_Row]:
    """A patient lift each."""
    product = _product()
    for number, order, _story in _told(told):
        line = {"order_no": _order_no(number), "needs_pa": "yes" if order.needs_pa else "no"}
        yield {
            **line,
            "place": 1,
            "hcpcs": product["hcpcs"],
            "product_no": _PRODUCT,
            "quantity": 1,
            "terms": "rent",
        }


def prescriptions(told: Sequence[Story], today: date) -> Iterator[_Row]:
    """What was signed for these orders."""
    for _number, order, story in _told(told):
        if order.has_prescription:
            yield {
                "member_no": member_no(story.member),
                "hcpcs": _product()["hcpcs"],
                "signed_on": str(today - timedelta(days=order.days + 1)),
                "npi": story.npi,
                "elements": "patient_name: yes\norder_date: yes\nsignature: yes\n"
                "item: Patient lift, hydraulic",
            }


def supporting_papers(told: Sequence[Story], today: date) -> Iterator[_Row]:
    """Letters of medical necessity for some of them."""
    for _number, order, story in _told(told):
        if order.has_letter:
            yield {
                "member_no": member_no(story.member),
                "hcpcs": _product()["hcpcs"],
                "kind": "letter",
                "signed_on": str(today - timedelta(days=order.days)),
                "npi": story.npi,
                "expires_on": str(months_after(today, 12)),
                "elements": "diagnosis: G82.20\nlength_of_need: lifetime",
            }


def requests(told: Sequence[Story], today: date) -> Iterator[_Row]:
    """Two requests for authorization: one waits, one was denied."""
    asked = [(number, order, story) for number, order, story in _told(told) if order.needs_pa]
    for place, (_number, order, story) in enumerate(asked, start=1):
        yield {
            "request_no": f"PAR-{place:06}",
            "member_no": member_no(story.member),
            "payer_code": story.payer_code,
            "hcpcs": _product()["hcpcs"],
            "asked_on": str(today - timedelta(days=order.days - 1)),
        }


def worksheets(told: Sequence[Story], today: date) -> Iterator[_Row]:
    """What a chair without a published fee costs, and comes to; it lies with the first request."""
    for _number, order, story in _told(told):
        if order.needs_pa:
            yield {
                "worksheet_no": f"IC-{1:06}",
                "member_no": member_no(story.member),
                "request_no": "PAR-000001",
                "priced_on": str(today - timedelta(days=order.days - 1)),
                "what": "new",
                "hcpcs": "K0108",
                "description": "Cushion cover, made to measure",
                "family": "wheeled_mobility",
                "catalogue": "240.00",
                "list": "240.00",
                "discounts": "15% 10.00",
                "timely_percentage": "2",
                "timely_terms": "paid within ten days",
                "markup_percentage": 35,
                "usual_charge": "320.00",
                "result": "261.90",
                "recorded_at": f"{today - timedelta(days=1)}T15:00:00Z",
                "recorded_by": "demo",
            }
            return


def steps(today: date) -> Iterator[_Row]:
    """The second request was denied, and can be appealed for some weeks."""
    yield {
        "request_no": "PAR-000002",
        "turn": 1,
        "step": "denied",
        "done_on": str(today - timedelta(days=2)),
        "answer_by": str(today + timedelta(days=28)),
        "reason": "The length of need is missing",
        "recorded_at": f"{today - timedelta(days=2)}T15:00:00Z",
        "recorded_by": "demo",
    }


def requirements(today: date) -> Iterator[_Row]:
    """What the owner turned on from a later month on: nothing holds the months of the demo."""
    yield {
        "requirement_no": "REQ-0001",
        "payer_code": "MH",
        "kind": "encounter",
        "service": "any",
        "number": 6,
        "from_on": str(months_after(first_of_month(today), 3)),
        "proposal": "mh_encounter",
        "citation": "130 CMR 409.430",
        "why": "A face-to-face encounter within six months before the start.",
    }


def _order_no(number: int) -> str:
    return f"ORD-{number:06}"
