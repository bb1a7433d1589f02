"""What a payer wants besides, once the owner turned it on: judged from facts that are handed over.

A requirement is for one payer, for a code or a family or everything, for rent or purchase or both,
from a day on. Each kind is one function here; its hold comes after those of ``holds``, in the order
of ``HoldCode``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

from dmedesk.kit.calendar import months_after
from dmedesk.papers.rules.elements import missing_elements
from dmedesk.papers.rules.holds import AuthorizationFact, Hold, HoldCode, PrescriptionFact
from dmedesk.papers.rules.law import element_texts, rule_on
from dmedesk.papers.rules.words import PaperKind, RequirementKind, Service


class SupportFact(NamedTuple):
    """A paper beside the prescription, of the code for the member; ``expires_on`` is its last day.

    An encounter's ``signed_on`` is the day on which the member was seen.
    """

    kind: PaperKind
    signed_on: date
    expires_on: date | None = None
    elements: frozenset[str] = frozenset()

    def is_good_on(self, day: date) -> bool:
        """Whether it was signed by the day, and has not ended before it."""
        return self.signed_on <= day and (self.expires_on is None or day <= self.expires_on)


class RequirementFact(NamedTuple):
    """One requirement as it was turned on; ``until_on`` is the day after its last, if it has one.

    An empty ``hcpcs`` or ``family`` is every one. ``number`` is in the unit of its kind
    (``words.NUMBER_WORDS``), ``text`` the key of what must stand on the papers, or of a
    rule of the scrub, which is judged with its line (``scrub``).
    """

    kind: RequirementKind
    from_on: date
    until_on: date | None = None
    hcpcs: str = ""
    family: str = ""
    service: Service = Service.ANY
    number: int | None = None
    text: str = ""
    citation: str = ""

    def asks(self, *, hcpcs: str, family: str, service: Service, day: date) -> bool:
        """Whether it asks for its paper for this item, on this day of service."""
        return (
            self.from_on <= day
            and (self.until_on is None or day < self.until_on)
            and self.hcpcs in ("", hcpcs)
            and self.family in ("", family)
            and self.service in (Service.ANY, service)
        )


@dataclass(frozen=True, slots=True)
class PapersFact:
    """Everything that a member has for one code."""

    prescriptions: Sequence[PrescriptionFact] = ()
    supports: Sequence[SupportFact] = ()
    authorizations: Sequence[AuthorizationFact] = ()

    def good(self, kind: PaperKind, day: date) -> list[SupportFact]:
        """The papers of a kind in force on a day."""
        return [one for one in self.supports if one.kind is kind and one.is_good_on(day)]


class Occasion(NamedTuple):
    """What is judged: the first day of the service, when the whole began, when it was delivered.

    ``delivered_on`` is None before it was; the day of service then stands for it. ``month`` is the
    number of the rental month; None where none is judged.
    """

    day: date
    started_on: date
    delivered_on: date | None = None
    month: int | None = None


_Judge: TypeAlias = Callable[[RequirementFact, PapersFact, Occasion], Hold | None]


def requirement_holds(
    required: Iterable[RequirementFact], papers: PapersFact, occasion: Occasion
) -> list[Hold]:
    """The holds of requirements that are not met, in the order of their codes; each code once.

    Those that ask at all are chosen before (``RequirementFact.asks``). A prior authorization is
    judged with its months, by whoever counts them.
    """
    found: dict[HoldCode, Hold] = {}
    for requirement in sorted(required, key=_order):
        judge = _JUDGES.get(requirement.kind)
        hold = None if judge is None else judge(requirement, papers, occasion)
        if hold is not None:
            found.setdefault(hold.code, hold)
    return in_order(found.values())


def in_order(holds: Iterable[Hold]) -> list[Hold]:
    """Holds in the order in which their codes are listed."""
    places = list(HoldCode)
    return sorted(holds, key=lambda hold: places.index(hold.code))


def hold_of(requirement: RequirementFact, papers: PapersFact, occasion: Occasion) -> Hold | None:
    """What one requirement misses; an authorization only that covers the day, months or not."""
    if requirement.kind is RequirementKind.AUTHORIZATION:
        return _authorization(requirement, papers, occasion)
    return _JUDGES[requirement.kind](requirement, papers, occasion)


def _order(requirement: RequirementFact) -> tuple[int, str]:
    return list(RequirementKind).index(requirement.kind), requirement.text


def _cited(requirement: RequirementFact, words: str) -> str:
    return f"{words} ({requirement.citation})" if requirement.citation else words


def _necessity(requirement: RequirementFact, papers: PapersFact, occasion: Occasion) -> Hold | None:
    """Prescription and letter until the text of 2024, either of them after (409.416(A), T23)."""
    missing = []
    if not any(one.is_good_on(occasion.day) for one in papers.prescriptions):
        missing.append("no prescription")
    if not papers.good(PaperKind.LETTER, occasion.day):
        missing.append("no letter of medical necessity")
    needs_both = rule_on("necessity_papers", occasion.day) == "both"
    if not missing or (not needs_both and len(missing) == 1):
        return None
    said = f"{' and '.join(missing)} in force on {occasion.day}"
    return Hold(HoldCode.NECESSITY_PAPERS_MISSING, _cited(requirement, said))


def _elements(requirement: RequirementFact, papers: PapersFact, occasion: Occasion) -> Hold | None:
    """What must stand on the papers in force, taken together (409.416(B), 427.408, SWO)."""
    text = element_texts()[requirement.text]
    present: set[str] = set()
    if "prescription" in text.papers:
        for one in papers.prescriptions:
            present |= one.elements if one.is_good_on(occasion.day) else frozenset()
    for kind in PaperKind:
        if kind.value in text.papers:
            for paper in papers.good(kind, occasion.day):
                present |= paper.elements
    missing = missing_elements(text, present)
    if not missing:
        return None
    said = f"not on the papers: {', '.join(missing)}"
    return Hold(HoldCode.PAPER_INCOMPLETE, _cited(requirement, said))


def _age(requirement: RequirementFact, papers: PapersFact, occasion: Occasion) -> Hold | None:
    """A prescription counts up to, and without, the day so many months after its signature."""
    months = _number(requirement)
    for one in papers.prescriptions:
        if one.is_good_on(occasion.day) and occasion.day < months_after(one.signed_on, months):
            return None
    said = f"none signed within {months} months before {occasion.day}"
    return Hold(HoldCode.PRESCRIPTION_TOO_OLD, _cited(requirement, said))


def _in_time(requirement: RequirementFact, papers: PapersFact, occasion: Occasion) -> Hold | None:
    """A prescription dated within so many days before the first day of service (427.408)."""
    first = occasion.started_on - timedelta(days=_number(requirement))
    if any(first <= one.signed_on <= occasion.started_on for one in papers.prescriptions):
        return None
    said = f"none signed from {first} to {occasion.started_on}, the first day of service"
    return Hold(HoldCode.PRESCRIPTION_NOT_IN_TIME, _cited(requirement, said))


def _written_order(
    requirement: RequirementFact, papers: PapersFact, occasion: Occasion
) -> Hold | None:
    """A written order that is there before the claim, and has not ended by the day of service."""
    for one in papers.supports:
        has_ended = one.expires_on is not None and one.expires_on < occasion.day
        if one.kind is PaperKind.WRITTEN_ORDER and not has_ended:
            return None
    return Hold(HoldCode.NO_WRITTEN_ORDER, _cited(requirement, f"none in force on {occasion.day}"))


def _order_first(
    requirement: RequirementFact, papers: PapersFact, occasion: Occasion
) -> Hold | None:
    """A written order dated on or before the day of delivery; a date tells no hour of the day."""
    delivered_on = occasion.delivered_on or occasion.day
    orders = [one for one in papers.supports if one.kind is PaperKind.WRITTEN_ORDER]
    if any(one.signed_on <= delivered_on for one in orders):
        return None
    said = f"none signed by {delivered_on}, the day of delivery"
    return Hold(HoldCode.WRITTEN_ORDER_AFTER_DELIVERY, _cited(requirement, said))


def _encounter(requirement: RequirementFact, papers: PapersFact, occasion: Occasion) -> Hold | None:
    """The member was seen within so many months before the start (409.430)."""
    first = months_after(occasion.started_on, -_number(requirement))
    for one in papers.supports:
        if one.kind is PaperKind.ENCOUNTER and first <= one.signed_on <= occasion.started_on:
            return None
    said = f"not seen from {first} to {occasion.started_on}, the start"
    return Hold(HoldCode.NO_ENCOUNTER, _cited(requirement, said))


def _authorization(
    requirement: RequirementFact, papers: PapersFact, occasion: Occasion
) -> Hold | None:
    if any(pa.covers(occasion.day) for pa in papers.authorizations):
        return None
    said = _cited(requirement, f"none covers {occasion.day}")
    return Hold(HoldCode.AUTHORIZATION_REQUIRED, said)


def _request(requirement: RequirementFact, papers: PapersFact, occasion: Occasion) -> Hold | None:
    """Asked for within so many days of the prescription (409.418(E)); no PA is no matter of this.

    The day does not roll where it is a Sunday: no text says that it does.
    """
    covering = [pa for pa in papers.authorizations if pa.covers(occasion.day)]
    limit = timedelta(days=_number(requirement))
    for pa in covering:
        for one in papers.prescriptions:
            if pa.asked_on and one.signed_on <= pa.asked_on <= one.signed_on + limit:
                return None
    if not covering:
        return None
    numbers = ", ".join(pa.pa_number for pa in covering)
    if not any(pa.asked_on for pa in covering):
        said = f"the day on which {numbers} was asked for is not entered"
    else:
        said = f"{numbers} was not asked for within {limit.days} days of a prescription"
    return Hold(HoldCode.REQUEST_NOT_IN_TIME, _cited(requirement, said))


def _second(requirement: RequirementFact, papers: PapersFact, occasion: Occasion) -> Hold | None:
    """After a trial of so many rental months another authorization covers the day than the trial's.

    The trial's is every one that covers the start.
    """
    months = _number(requirement)
    if occasion.month is None or occasion.month <= months:
        return None
    covering = [pa for pa in papers.authorizations if pa.covers(occasion.day)]
    if any(not pa.covers(occasion.started_on) for pa in covering):
        return None
    said = f"month {occasion.month} comes after the trial of {months} months"
    if covering:
        numbers = ", ".join(pa.pa_number for pa in covering)
        said += f", and {numbers} is the trial’s"
    else:
        said += f", and no separate one covers {occasion.day}"
    return Hold(HoldCode.NO_SECOND_AUTHORIZATION, _cited(requirement, said))


def _number(requirement: RequirementFact) -> int:
    if requirement.number is None:
        raise ValueError(f"{requirement.kind} needs its number")
    return requirement.number


_JUDGES: Mapping[RequirementKind, _Judge] = {
    RequirementKind.NECESSITY_PAPERS: _necessity,
    RequirementKind.ELEMENTS: _elements,
    RequirementKind.PRESCRIPTION_AGE: _age,
    RequirementKind.PRESCRIPTION_IN_TIME: _in_time,
    RequirementKind.WRITTEN_ORDER: _written_order,
    RequirementKind.ORDER_BEFORE_DELIVERY: _order_first,
    RequirementKind.ENCOUNTER: _encounter,
    RequirementKind.REQUEST_IN_TIME: _request,
    RequirementKind.SECOND_AUTHORIZATION: _second,
}


def asking(
    required: Iterable[RequirementFact],
    *,
    hcpcs: str,
    family: str,
    service: Service,
    day: date,
) -> Iterator[RequirementFact]:
    """The requirements that ask for something for this item, on this day of service."""
    for one in required:
        if one.asks(hcpcs=hcpcs, family=family, service=service, day=day):
            yield one
