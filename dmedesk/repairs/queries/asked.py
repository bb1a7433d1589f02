"""Questions to the rate engine: the substitute of a repair, and direct service by its units."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.catalog.queries.book import rate_book
from dmedesk.catalog.tables import Product
from dmedesk.kit.calendar import ONE_DAY
from dmedesk.members.rules import Regime
from dmedesk.members.tables import Member, Payer
from dmedesk.rates import Quote, Refusal, Request, price
from dmedesk.rates.derivation import OXYGEN_AND_RESPIRATORY
from dmedesk.rates.question import DirectServiceOf, Fees
from dmedesk.rates.question import Regime as RuledBy
from dmedesk.repairs.rules.words import MEMBERS_OWN
from dmedesk.repairs.tables import Repair, SubstituteCharge
from dmedesk.shop.queries.policies import policies
from dmedesk.shop.rules.policies import counts_as_business_day

DIRECT_SERVICE_CODE = "K0739"
_RULED: dict[Regime, RuledBy] = {Regime.MASSHEALTH: "masshealth", Regime.MEDICARE: "medicare"}
_SERVICED: dict[str, DirectServiceOf] = {
    "patient_lift": "patient_lift",
    "safety_bed": "safety_bed",
}


@dataclass(frozen=True, slots=True)
class Code:
    """The code under repair as its payer knows it: who pays, its family, class and fees."""

    regime: Regime | None
    payer_code: str
    hcpcs: str
    family: str | None
    payment_class: Any
    fees: Fees | None

    @property
    def is_respiratory(self) -> bool:
        """Whether 130 CMR 427 rules its repair."""
        return self.family in OXYGEN_AND_RESPIRATORY


def code_of(session: Session, repair: Repair, *, on: date) -> Code:
    """The code under repair on a day; the product's own class and family win over the fee row's."""
    payer = session.get(Payer, repair.payer_id) if repair.payer_id else None
    product = session.get(Product, repair.product_id) if repair.product_id else None
    hcpcs = repair.hcpcs or (product.hcpcs if product else "")
    regime = payer.regime if payer else None
    ruled_by = _RULED.get(regime) if regime else None
    fees = _fees(session, repair, hcpcs, ruled_by, on) if ruled_by and hcpcs else None
    own_family = product.family.value if product and product.family else None
    own_class = product.payment_class.value if product and product.payment_class else None
    return Code(
        regime,
        payer.code if payer else "",
        hcpcs,
        own_family or (fees.family if fees else None),
        own_class or (fees.payment_class if fees else None),
        fees,
    )


def _fees(session: Session, repair: Repair, hcpcs: str, ruled_by: RuledBy, on: date) -> Fees | None:
    zip_code = session.scalar(select(Member.zip).where(Member.id == repair.member_id))
    book = rate_book(session, hcpcs={hcpcs}, from_on=on, until_on=on + ONE_DAY, zips={zip_code})
    found = book.lookup(ruled_by, hcpcs, on, zip_code)
    return found if found is None else Fees(found.rows, found.payment_class, found.family)


def substitute_quote(
    session: Session, repair: Repair, *, on: date, returned_on: date | None
) -> Quote | Refusal:
    """What may be charged for the repair's substitute, supplied on a day.

    Asked again once it was charged, the engine answers that nothing more is payable: 322.03(14)(b).
    """
    code = code_of(session, repair, on=on)
    if code.regime is None or code.regime not in _RULED:
        return Refusal("no_rule_applies", "no program pays for this repair: ask the member", "")
    charged = select(SubstituteCharge.id).where(SubstituteCharge.repair_id == repair.id)
    chosen = policies(session)
    request = Request(
        on=on,
        service="substitute",
        regime=_RULED[code.regime],
        hcpcs=code.hcpcs or None,
        payment_class=code.payment_class,
        family=code.family,  # type: ignore[arg-type]
        rows=code.fees.rows if code.fees else {},
        owned_by_member=repair.ownership in MEMBERS_OWN,
        removed_on=repair.removed_on,
        returned_on=returned_on,
        substitute_already_paid=session.scalar(charged) is not None,
        readings=chosen.readings(code.regime.value, code.payer_code, on),
    )
    return price(request, calendar=partial(counts_as_business_day, chosen))


def direct_service_quote(
    session: Session, repair: Repair, *, hours: int, usual_hour_cents: int, on: date
) -> Quote | Refusal:
    """The fee for so many units of direct service (RE), an hour each, on a day."""
    code = code_of(session, repair, on=on)
    if code.regime is None or code.regime not in _RULED:
        return Refusal("no_rule_applies", "no program pays: enter it as labor", "")
    fees = _fees(session, repair, DIRECT_SERVICE_CODE, _RULED[code.regime], on)
    request = Request(
        on=on,
        service="direct_service",
        regime=_RULED[code.regime],
        hcpcs=DIRECT_SERVICE_CODE,
        hours=hours,
        direct_service_of=_SERVICED.get(code.family or "", "mobility"),
        usual_charge=usual_hour_cents,
        rows=fees.rows if fees else {},
    )
    return price(request)
