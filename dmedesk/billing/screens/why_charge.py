"""Why a charge comes to its amount, or what it waits for and what releases it."""

from dmedesk.billing.rules.charge_plan import HeldCharge, PlannedCharge
from dmedesk.billing.rules.charge_words import HOLDS, KINDS, hold_words
from dmedesk.billing.rules.charges import ChargeKind
from dmedesk.billing.rules.pricing import setting_of
from dmedesk.catalog.screens.derivation import notes_of, steps_of
from dmedesk.papers.rules.scrub import SHARE_EXCUSED, share_owed
from dmedesk.widgets.reckoning import Reckoning, Step
from dmedesk.widgets.words import money

_AS_IT_STANDS = "Asked for as it stands: a remainder is not priced again by the next payer's rules."


def _steps(fate: PlannedCharge | HeldCharge) -> tuple[Step, ...]:
    """How the amount comes about; of a remainder what was answered before, and that it stands."""
    charge, quote = fate.charge, fate.quote
    if quote is None:
        return ()
    if charge.kind is ChargeKind.REMAINDER:
        stands = f"{_AS_IT_STANDS} What {charge.payer.code} pays, its remittance says."
        return Step(charge.why_payer, money(quote.amount_cents), ""), Step(stands, "", "")
    return steps_of(quote)


def _share(fate: PlannedCharge | HeldCharge) -> tuple[str, ...]:
    """What a nursing facility owes toward its resident's equipment, 130 CMR 409.415."""
    charge, quote = fate.charge, fate.quote
    family = charge.family or (charge.asked or {}).get("family") or ""
    share = share_owed(
        regime=charge.payer.regime.value,
        kind=charge.kind.value,
        family=family,
        day=charge.service_on,
        price_cents=None if quote is None else quote.amount_cents,
    )
    if share is None or setting_of(charge.member.stays, charge.service_on) == "home":
        return ()
    rest = "" if quote is None else f", MassHealth {money(share.rest_cents)}"
    said = (
        f"The nursing facility owes {money(share.facility_cents)}{rest}, {SHARE_EXCUSED}"
        f" ({share.citation})."
    )
    return (said,)


def why_charge(fate: PlannedCharge | HeldCharge) -> Reckoning:
    """The reckoning of a charge as a run would take it now."""
    charge, quote = fate.charge, fate.quote
    held: tuple[Step, ...] = ()
    if isinstance(fate, HeldCharge):
        held = tuple(Step(f"‖ {hold_words(one)}.", "", HOLDS[one.code][1]) for one in fate.holds)
        if fate.refusal is not None:
            held = (*held, Step(fate.refusal.message, "", fate.refusal.citation))
    code = " ".join((charge.hcpcs, *(quote.modifiers if quote else charge.modifiers)))
    return Reckoning(
        title=f"{KINDS[charge.kind]} · {code}",
        amount="no price" if quote is None else money(quote.amount_cents),
        subject=(f"× {charge.units} on {charge.service_on} · payer {charge.payer.code}",),
        steps=held + _steps(fate),
        notes=(*_share(fate), *(() if quote is None else notes_of(quote))),
    )
