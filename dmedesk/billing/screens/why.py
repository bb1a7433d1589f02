"""Why a line has its amount: its steps, in the engine's words, with clauses and readings."""

from collections.abc import Iterable
from dataclasses import replace

from dmedesk.billing.rules.charge_plan import HeldCharge, PlannedCharge
from dmedesk.billing.rules.charge_words import charge_named, units_named
from dmedesk.billing.rules.holds import REASONS, RELEASES
from dmedesk.billing.rules.plan import PlannedHold, PlannedLine
from dmedesk.billing.rules.printed import PrintedLine
from dmedesk.billing.screens.rows import HeldRow, ReadyRow
from dmedesk.billing.screens.why_charge import why_charge
from dmedesk.catalog.screens.derivation import notes_of, readings_of, step_of, steps_of
from dmedesk.kit.calendar import last_day
from dmedesk.widgets.reckoning import Reckoning, Step
from dmedesk.widgets.words import money

ALLOWED = "This is what may be charged; what the payer pays of it, its remittance tells."
"""What an amount by the rules is, and is not."""


def why_ready(row: ReadyRow) -> Reckoning:
    """Why a ready line comes to its amount."""
    line = row.line
    if isinstance(line, PlannedCharge):
        return _of_charge(line, row.member)
    return Reckoning(
        title=f"{row.member} · {row.code}",
        amount=money(line.quote.amount_cents),
        subject=(row.product, *_period(line), f"Unit {line.unit.serial}"),
        steps=steps_of(line.quote),
        notes=notes_of(line.quote),
    )


def why_held(row: HeldRow) -> Reckoning | None:
    """Why a held month waits, what releases it, and what it then comes to; None of a heading."""
    hold = row.hold
    if hold is None:
        return None
    if isinstance(hold, HeldCharge):
        return _of_charge(hold, row.title)
    reasons = tuple(
        Step(f"‖ {REASONS[one.code]}: {_detail(one.detail)}.", "", RELEASES[one.code])
        for one in hold.holds
    )
    priced = () if hold.quote is None else steps_of(hold.quote)
    return Reckoning(
        title=f"{row.title} · {hold.unit.product.hcpcs} · held",
        amount="no price" if hold.quote is None else money(hold.quote.amount_cents),
        subject=(row.product, *_period(hold), f"Unit {hold.unit.serial}"),
        steps=reasons + priced,
        notes=() if hold.quote is None else notes_of(hold.quote),
    )


def _of_charge(fate: PlannedCharge | HeldCharge, member: str) -> Reckoning:
    """A charge's own reckoning, with whose it is and what."""
    told, charge = why_charge(fate), fate.charge
    unit = (f"Unit {charge.serial}",) if charge.serial else ()
    subject = (f"{charge.charge_no}: {charge.description}", *told.subject, *unit)
    return replace(told, title=f"{member} · {told.title}", subject=subject)


def why_posted(line: PrintedLine) -> Reckoning:
    """Why a posted line has its amount: the steps that were stored with it."""
    steps = tuple(step_of(step) for step in line.steps)
    charge = Step(_without_steps(line), money(line.amount_cents), "")
    decided = (f"Decided by {', '.join(line.citations)}.",) if line.citations else ()
    return Reckoning(
        title=" ".join((line.product.description, "·", line.product.hcpcs, *line.modifiers)),
        amount=money(line.amount_cents),
        subject=tuple(_posted_subject(line)),
        steps=steps or (charge,),
        notes=(*decided, *readings_of(line.readings), *((ALLOWED,) if line.steps else ())),
    )


def _without_steps(line: PrintedLine) -> str:
    """Why an amount that no rule made is what it is."""
    answered = "" if line.charge is None else line.charge.answered
    return answered or "The usual charge, as a private payer pays it."


def _posted_subject(line: PrintedLine) -> Iterable[str]:
    if line.charge is None:
        months = f" of {line.last_month}" if line.last_month else ""
        yield f"Month {line.rental_month}{months}: {line.from_on} to {last_day(line.until_on)}"
    else:
        units = units_named(line.charge)
        counted = f"{units} on" if units else "of"
        yield f"{charge_named(line.charge)}: {counted} {line.from_on}"
    if line.serial:
        yield f"Unit {line.serial}"


def _detail(detail: str) -> str:
    return detail.replace("_", " ").rstrip(".")


def _period(month: PlannedLine | PlannedHold) -> Iterable[str]:
    from_on, last_on = month.month.from_on, last_day(month.month.until_on)
    yield f"Month {month.month.number}: {from_on} to {last_on}"
    yield f"Rental {month.rental.rental_no} · payer {month.rental.payer.code}"
