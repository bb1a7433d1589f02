"""The purchase option of a rental is taken, or declined: with its charge, in one transaction."""

from datetime import date

from dmedesk.billing.actions.charges import enter_charge
from dmedesk.billing.actions.crediting import LOCK
from dmedesk.billing.queries.option import OptionRead, read_option
from dmedesk.billing.rules.charges import SourceKind
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.rates.money import format_dollars
from dmedesk.rentals.actions.option import refuse_option, sell_rented_unit
from dmedesk.store.unit_of_work import UnitOfWork


def take_option(
    work: UnitOfWork, *, rental_id: int, taken_on: date, why: str, offered_cents: int
) -> int:
    """The member buys what is rented: its charge is entered, the rental ends; answers the charge.

    ``offered_cents`` is the price that was told. Refused where it is another by now, without a
    reason, and with everything that ``rules.option`` and ``enter_charge`` refuse. The database
    refuses a second one of a rental while the first is neither credited nor withdrawn.
    """
    work.lock(LOCK)
    read = _read(work, rental_id, taken_on)
    found = [*read.findings, *_unsaid(why)]
    cents = read.price.cents
    if cents is not None and cents != offered_cents:
        message = (
            f"The price is {format_dollars(cents)} by now, not {format_dollars(offered_cents)}."
        )
        remedy = "Press F5, and tell the member the new price."
        found.append(Finding(Severity.STOP, "another_price", message, remedy=remedy))
    if found:
        raise Refused(found)
    source_no = read.rental.rental_no
    charge_id = enter_charge(
        work, said=read.said, source=SourceKind.PURCHASE_OPTION, source_no=source_no
    )
    sell_rented_unit(
        work, rental_id=rental_id, sold_on=taken_on, cents=offered_cents, why=" ".join(why.split())
    )
    return charge_id


def decline_option(
    work: UnitOfWork, *, rental_id: int, declined_on: date, why: str, offered_cents: int
) -> None:
    """The member does not buy: that is written down, and the rental goes on.

    Refused without a reason, for a day to come or before the rental began, and of an ended rental.
    """
    read = _read(work, rental_id, declined_on)
    stands = ("day_to_come", "rental_has_ended", "not_begun", "member_is_gone")
    found = [*(one for one in read.findings if one.code in stands), *_unsaid(why)]
    if found:
        raise Refused(found)
    refuse_option(
        work,
        rental_id=rental_id,
        refused_on=declined_on,
        cents=offered_cents,
        why=" ".join(why.split()),
    )


def _read(work: UnitOfWork, rental_id: int, on: date) -> OptionRead:
    today = work.now.astimezone().date()
    read = read_option(work.session, rental_id=rental_id, on=on, today=today)
    if read is None:
        message, remedy = "There is no such rental.", "Look for it under Rentals."
        raise Refused([Finding(Severity.STOP, "removed", message, remedy=remedy)])
    return read


def _unsaid(why: str) -> list[Finding]:
    if why.strip():
        return []
    message, remedy = "It is not said why.", "Write the reason, as the member gave it."
    return [Finding(Severity.STOP, "reason_missing", message, remedy=remedy, field="why")]
