"""A purchase option is taken, or declined: with all that follows, in one transaction."""

from datetime import date

from dmedesk.billing.actions.charges import enter_charge
from dmedesk.billing.actions.crediting import LOCK
from dmedesk.billing.queries.option import OptionRead, read_option
from dmedesk.billing.rules.charges import SourceKind
from dmedesk.billing.rules.option import declining_findings
from dmedesk.deliveries.actions import WantedLine, open_ticket
from dmedesk.deliveries.queries.stops import stops_asked
from dmedesk.deliveries.rules.words import PickupReason, TicketKind, Way
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.rates.money import format_dollars
from dmedesk.rentals.actions.option import refuse_option, sell_rented_unit, take_back_refusal
from dmedesk.rentals.rules import AfterNo
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
    work: UnitOfWork,
    *,
    rental_id: int,
    declined_on: date,
    why: str,
    offered_cents: int,
    then: AfterNo,
    fetch_on: date | None = None,
) -> None:
    """The member does not buy: the rental ends and its pickup is asked for, or it goes on.

    ``fetch_on`` is the day that is planned for the pickup, needed where the rental ends. Refused
    without a reason, for a day to come or before the rental began, of an ended rental, and with
    everything else that ``rules.option`` finds; where the unit stands on another slip as well.
    """
    read = _read(work, rental_id, declined_on)
    said = AfterNo(then.ends_on, " ".join(then.goes_on_why.split()))
    today = work.now.astimezone().date()
    days = {"on": declined_on, "today": today}
    found = [*declining_findings(read.rental, read.findings, said, **days), *_unsaid(why)]
    if said.ends_on is not None and fetch_on is None:
        message, remedy = "It is not said when the unit is fetched.", "Enter the day of the pickup."
        found.append(Finding(Severity.STOP, "fetch_day_missing", message, "", "fetch_on", remedy))
    if found:
        raise Refused(found)
    reason = " ".join(why.split())
    if fetch_on is not None and said.ends_on is not None:
        _ask_for_pickup(work, read, asked_on=today, fetch_on=fetch_on, note=reason)
    refuse_option(
        work,
        rental_id=rental_id,
        refused_on=declined_on,
        cents=offered_cents,
        why=reason,
        then=said,
    )


def take_back_decline(work: UnitOfWork, *, rental_id: int, why: str) -> None:
    """That the member declined was mistaken: the rental that ended by it goes on.

    Refused without a reason, while a pickup is asked for, and where the unit is back already.
    """
    found = _unsaid(why)
    if stops_asked(work.session, rental_ids=[rental_id]):
        message = "A slip asks for the pickup of its unit."
        remedy = "Cancel that slip first; it stands beside the rental."
        found.append(Finding(Severity.STOP, "pickup_is_asked_for", message, remedy=remedy))
    if found:
        raise Refused(found)
    today = work.now.astimezone().date()
    reason = " ".join(why.split())
    take_back_refusal(work, rental_id=rental_id, taken_back_on=today, why=reason)


def _ask_for_pickup(
    work: UnitOfWork, read: OptionRead, *, asked_on: date, fetch_on: date, note: str
) -> None:
    """Open the slip that fetches the unit, unless one is asked for already."""
    rental_id = read.rental.rental_id
    if stops_asked(work.session, rental_ids=[rental_id]):
        return
    asset_id, product_id = read.said.asset_id, read.said.product_id
    assert product_id is not None
    line = WantedLine(Way.BACK, product_id, asset_id, rental_id)
    open_ticket(
        work,
        kind=TicketKind.PICKUP,
        member_id=read.rental.member.member_id,
        asked_on=asked_on,
        planned_on=fetch_on,
        lines=[line],
        reason=PickupReason.OPTION_DECLINED,
        note=note,
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
