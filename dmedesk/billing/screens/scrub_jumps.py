"""Where each finding of a month's scrub is mended: the record or list to open, and the field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from dmedesk.billing.rules.plan import MonthPlan
from dmedesk.billing.rules.scrub import ScrubFinding
from dmedesk.billing.rules.scrub_lines import CHARGE
from dmedesk.deliveries.queries.listed import unsigned_slips
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import ListLink
from dmedesk.kit.references import RecordRef
from dmedesk.papers.queries.facts import MemberCode
from dmedesk.papers.queries.mending import on_file
from dmedesk.papers.rules.mending import NOTHING_ON_FILE, OnFile, mended
from dmedesk.papers.rules.scrub import RENTAL
from dmedesk.papers.rules.scrub_law import Mends

Name: TypeAlias = tuple[str, str]
"""``rental`` or ``charge``, and its number."""

_LISTS: Mapping[Mends, str] = {
    Mends.PRACTITIONER: "prescriptions",
    Mends.PRESCRIPTION: "prescriptions",
    Mends.NECESSITY: "papers",
    Mends.WRITTEN_ORDER: "papers",
    Mends.ENCOUNTER: "papers",
    Mends.AUTHORIZATION: "authorizations",
    Mends.REPLACEMENT: "replacements",
    Mends.TRIAL: "trials",
}
"""The list in which the missing record is entered, the member's own already shown."""

_NO_CHARGE = "missing_usual_charge"


class Jump(NamedTuple):
    """What to open, and the field there; None where nothing is to be opened."""

    opens: RecordRef | ListLink | None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Jumps:
    """What the jumps of a month's findings rest on.

    ``products`` are those of held rentals by number, ``slips`` the unsigned ones by rental.
    """

    ids: Mapping[Name, int]
    products: Mapping[str, int]
    slips: Mapping[int, int]
    on_file: Mapping[MemberCode, OnFile]

    def of(self, one: ScrubFinding) -> Jump:
        """Where one finding is mended; the line itself where the other is not of this month."""
        if one.mends is Mends.COMPANY:
            return Jump(ListLink("settings.company"))
        if one.mends is Mends.OTHER and one.other in self.ids:
            return Jump(RecordRef(one.other[0], self.ids[one.other]), one.field)
        if one.mends is Mends.PROOF and one.line_id in self.slips and one.kind == RENTAL:
            return Jump(RecordRef("ticket", self.slips[one.line_id]))
        if one.mends is Mends.PRICE:
            return self._price(one)
        if one.member is None or one.from_on is None:
            return Jump(RecordRef(one.kind, one.line_id), one.field)
        if one.mends is Mends.MEMBER:
            return Jump(RecordRef("member", one.member.member_id), one.field)
        if one.mends not in _LISTS:
            return Jump(RecordRef(one.kind, one.line_id), one.field)
        own = self.on_file.get((one.member.member_id, one.hcpcs), NOTHING_ON_FILE)
        found = mended(one.mends, own, one.from_on, one.field)
        if found is not None:
            return Jump(RecordRef(found.kind, found.record_id), found.field)
        wanted = Filter("member_no", Match.IS, one.member.member_no)
        return Jump(ListLink(_LISTS[one.mends], Ask(filters=(wanted,))))

    def _price(self, one: ScrubFinding) -> Jump:
        """The usual charge where it is missing: of rent with the product, else with the charge."""
        if one.detail != _NO_CHARGE.replace("_", " "):
            return Jump(RecordRef(one.kind, one.line_id))
        if one.kind == RENTAL and one.number in self.products:
            return Jump(RecordRef("product", self.products[one.number]), "usual_rental_cents")
        return Jump(RecordRef(one.kind, one.line_id), "usual_charge_cents")


def jumps(session: Any, plan: MonthPlan, findings: Sequence[ScrubFinding]) -> Jumps:
    """What the jumps of these findings rest on: a few statements, however many there are."""
    members = {one.member.member_id for one in findings if one.mends in _LISTS and one.member}
    asks_proof = any(one.mends is Mends.PROOF for one in findings)
    return Jumps(
        _ids(plan),
        {one.rental.rental_no: one.unit.product.product_id for one in plan.held},
        unsigned_slips(session) if asks_proof else {},
        on_file(session, member_ids=members),
    )


def _ids(plan: MonthPlan) -> dict[Name, int]:
    """The lines of the plan by kind and number."""
    months = (*plan.lines, *plan.held, *plan.finished, *plan.late)
    charges = [one.charge for one in plan.charges] + [one.charge for one in plan.held_charges]
    found = {(RENTAL, one.rental.rental_no): one.rental.rental_id for one in months}
    return found | {(CHARGE, one.charge_no): one.charge_id for one in charges}
