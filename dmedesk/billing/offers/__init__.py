"""What billing offers to other houses' pages.

The months to credit where a member stops; how the law is read for a payer; on today's board what
is held, what was entered late, what is not posted, and what has no paper.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dmedesk.billing.actions import preview_month
from dmedesk.billing.actions.month import scrub_month
from dmedesk.billing.offers.clocks import clock_tiles, follow_up_tiles, unbilled_tiles
from dmedesk.billing.offers.payments import payment_events, payment_tiles, related_payments
from dmedesk.billing.offers.scrub import scrub_tiles
from dmedesk.billing.offers.uncharged import uncharged_tiles
from dmedesk.billing.queries.board import first_billed, has_standing_run, months_without_paper
from dmedesk.billing.queries.charge_record import charge_record, count_of_member, entries_of
from dmedesk.billing.queries.crediting import CreditMade, credits_of
from dmedesk.billing.queries.invoice_lines import replaced_by, replaces
from dmedesk.billing.queries.invoices import Billed, billed_of, read_invoice
from dmedesk.billing.queries.journal import account_of
from dmedesk.billing.queries.placed import months_priced_by_place
from dmedesk.billing.queries.stopping import months_past
from dmedesk.billing.rules.holds import REASONS, RELEASES, held_together
from dmedesk.billing.rules.late import months_late
from dmedesk.billing.rules.plan import MonthPlan
from dmedesk.kit.calendar import first_of_month, month_in_words, months_after
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import Event, ListLink, Related, Remark, State, Tile
from dmedesk.kit.references import Posted, RecordRef
from dmedesk.members.queries.records import payer_record
from dmedesk.members.queries.stored import member_no_of
from dmedesk.rates.money import format_dollars
from dmedesk.shop.queries.policies import policies
from dmedesk.shop.rules.policies import READING, policy_kinds

_RANK = 40
_TILES = 10

HELD, PAPERS = "held", "papers"
"""What a link to the month asks for besides the month: a reason that holds, the invoices."""


def related(session: Any, ref: RecordRef) -> Sequence[Related]:
    """A member's and a rental's invoices; an invoice's own member and rentals; payments."""
    return [*_related(session, ref), *related_payments(session, ref)]


def _related(session: Any, ref: RecordRef) -> Sequence[Related]:
    if ref.kind == "invoice":
        return _of_invoice(session, ref.id)
    if ref.kind == "account":
        name = f"Member {member_no_of(session, ref.id)}"
        return [Related(name, 1, RecordRef("member", ref.id), rank=1)]
    if ref.kind == "charge":
        return _of_charge(session, ref.id)
    if ref.kind == "member":
        found = billed_of(session, member_id=ref.id)
        wanted = Filter("member_no", Match.IS, member_no_of(session, ref.id))
    elif ref.kind == "rental":
        found = billed_of(session, rental_id=ref.id)
        wanted = Filter("rentals", Match.CONTAINS, f"|{ref.id}|")
    else:
        return ()
    asked = ListLink("invoices", Ask(filters=(wanted,)))
    links = [Related("invoices", len(found), asked, rank=_RANK)]
    if ref.kind == "member":
        entries = len(account_of(session, member_id=ref.id, until_on=date.max))
        account = RecordRef("account", ref.id)
        links.append(Related("account entries", entries, account, rank=_RANK + 1))
    return [*links, *_charges_of(session, ref)]


def _of_invoice(session: Any, invoice_id: int) -> list[Related]:
    read = read_invoice(session, invoice_id=invoice_id, on=date.max)
    if read is None:
        return []
    member = RecordRef("member", read.member_id)
    rentals = dict.fromkeys(read.rentals)
    again = replaced_by(session, invoice_id=invoice_id)
    before = replaces(session, invoice_id=invoice_id)
    return [
        *(Related(f"Replaces {no}", 1, RecordRef("invoice", id_), rank=0) for id_, no in before),
        *(Related(f"Replaced by {no}", 1, RecordRef("invoice", id_), rank=0) for id_, no in again),
        Related(f"Member {read.row.member}", 1, member, rank=1),
        *(
            Related(f"Rental {number}", 1, RecordRef("rental", rental_id), rank=2)
            for rental_id, number in rentals
        ),
    ]


def events(session: Any, ref: RecordRef) -> Sequence[Event]:
    """The invoices and credits of a member or a rental, or what became of one invoice."""
    if ref.kind == "charge":
        return _charge_events(session, ref.id)
    of = {f"{ref.kind}_id": ref.id}
    if ref.kind not in ("member", "rental", "invoice"):
        return payment_events(session, ref)
    opens = ref.kind != "invoice"
    billed = _billed(billed_of(session, **of), opens=opens)
    credited = _credited(credits_of(session, **of), opens=opens)
    return [*billed, *credited, *payment_events(session, ref)]


def _billed(found: Sequence[Billed], *, opens: bool = True) -> Iterator[Event]:
    for one in found:
        link = RecordRef("invoice", one.invoice_id) if opens else None
        yield Event(
            one.posted_on,
            f"{one.invoice_no}: {_billed_words(one)}, {format_dollars(one.cents)}",
            State.READY,
            who=one.posted_by,
            opens=link,
            place=5,
        )


def _credited(found: Sequence[CreditMade], *, opens: bool) -> Iterator[Event]:
    for one in found:
        yield Event(
            one.credited_on,
            f"{one.credit_no} credits {one.invoice_no}: {format_dollars(one.total_cents)}. "
            f"{one.why}",
            State.CLOSED,
            who=one.credited_by,
            opens=RecordRef("invoice", one.invoice_id) if opens else None,
            place=6,
        )


def _billed_words(one: Billed) -> str:
    """``1 month``, ``2 months and 1 charge``."""
    counted = ((one.months, "month"), (one.charges, "charge"))
    return " and ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counted if n)


def stops(session: Any, ref: RecordRef, day: date) -> Sequence[Remark]:
    """The billed months that begin after a member's death or leaving."""
    if ref.kind != "member":
        return ()
    return [
        Remark(
            f"Credit the month of {one.from_on} of rental {one.rental_no}, on invoice "
            f"{one.invoice_no}.",
            RecordRef("invoice", one.invoice_id),
            cents=one.amount_cents,
            rank=_RANK,
        )
        for one in months_past(session, member_id=ref.id, day=day)
    ]


def remarks(session: Any, ref: RecordRef, day: date) -> Sequence[Remark]:
    """How the law is read for a payer on a day: each reading, and whether the shop chose it."""
    payer = payer_record(session, ref.id) if ref.kind == "payer" else None
    if payer is None:
        return ()
    regime, code = payer.values["regime"].value, payer.values["code"]
    said = policies(session)
    found = []
    for key, kind in policy_kinds().items():
        if not key.startswith(READING) or regime not in kind.defaults:
            continue
        chosen = said.chosen(key, on=day, regime=regime, payer_code=code)
        words = kind.words_of(chosen or kind.defaults[regime])
        how = "chosen" if chosen else "as the program proposes"
        sentence = f"{kind.title}: {words} ({how}; {kind.citation})"
        found.append(Remark(sentence, ListLink("settings.policies"), rank=_RANK))
    return found


def priced_by_place(session: Any, ref: RecordRef) -> Sequence[Posted]:
    """A member's billed months whose price rests on where the member lived."""
    return months_priced_by_place(session, member_id=ref.id) if ref.kind == "member" else ()


def tiles(session: Any, on: date) -> Sequence[Tile]:
    """What keeps money waiting: this month's run, and the last one's where it was never posted."""
    this_on = first_of_month(on)
    last_on = months_after(this_on, -1)
    found: list[Tile] = []
    if first_billed(session) is not None and not has_standing_run(session, month_on=last_on):
        found += _to_post(preview_month(session, month_on=last_on), is_posted=False)
    plan, findings = scrub_month(session, month_on=this_on, on=on)
    found += _to_post(plan, is_posted=has_standing_run(session, month_on=this_on))
    found += [*_held(plan), *_held_charges(plan), *_late(plan), *_without_paper(session)]
    found += scrub_tiles(plan, findings)
    found += [*payment_tiles(session, on), *unbilled_tiles(this_on, findings)]
    found += [*clock_tiles(session, on), *follow_up_tiles(session, on), *uncharged_tiles(session)]
    return found


def month_link(month_on: date, chip: str = "") -> ListLink:
    """The month's page at a month."""
    return ListLink("month", Ask(chip, (Filter("month_on", Match.IS, month_on),)))


def _to_post(plan: MonthPlan, *, is_posted: bool) -> Iterator[Tile]:
    lines = len(plan.lines) + len(plan.charges)
    if lines:
        yield Tile(
            key=f"to_post_{plan.month_on:%Y_%m}",
            title=f"To post: {month_in_words(plan.month_on)}",
            count=lines,
            state=State.OUT,
            opens=month_link(plan.month_on),
            about="Posted in part; these lines are ready" if is_posted else "Lines that are ready",
            cents=plan.total_cents,
            rank=_TILES,
        )


def _held(plan: MonthPlan) -> Iterator[Tile]:
    for place, group in enumerate(held_together(plan), start=1):
        yield Tile(
            key=f"{HELD}_{group.reason}",
            title=REASONS[group.reason],
            count=len(group.months),
            state=State.WAITING,
            opens=month_link(plan.month_on, group.reason),
            about=RELEASES[group.reason],
            cents=group.cents,
            rank=_TILES + place,
        )


def _late(plan: MonthPlan) -> Iterator[Tile]:
    for late in months_late(plan):
        yield Tile(
            key=f"late_{late.month_on:%Y_%m}",
            title=f"Late: {month_in_words(late.month_on)}",
            count=late.months,
            state=State.WAITING,
            opens=month_link(late.month_on),
            about="Entered after that month was posted; run it again to bill them",
            cents=late.cents,
            rank=_TILES + 8,
        )


def _without_paper(session: Any) -> Iterator[Tile]:
    for month_on, count in months_without_paper(session):
        yield Tile(
            key=f"{PAPERS}_{month_on:%Y_%m}",
            title="Invoices without paper",
            count=count,
            state=State.OUT,
            opens=month_link(month_on, PAPERS),
            about=f"{month_in_words(month_on)}: make their papers, then print them",
            rank=_TILES + 9,
        )


def _charges_of(session: Any, ref: RecordRef) -> Sequence[Related]:
    """A member's charges, counted."""
    if ref.kind != "member":
        return ()
    count = count_of_member(session, member_id=ref.id)
    if not count:
        return ()
    wanted = Filter("member_no", Match.IS, member_no_of(session, ref.id))
    return [Related("charges", count, ListLink("charges", Ask(filters=(wanted,))), rank=_RANK + 1)]


def _of_charge(session: Any, charge_id: int) -> Sequence[Related]:
    """The member of a charge, and the last invoice that bears it."""
    record = charge_record(session, charge_id=charge_id, on=date.max)
    if record is None:
        return ()
    member = RecordRef("member", record.values["member_id"])
    found = [Related(f"Member {record.row.member}", 1, member, rank=1)]
    if record.invoice_id is not None:
        found.append(Related("Invoice", 1, RecordRef("invoice", record.invoice_id), rank=2))
    return found


def _charge_events(session: Any, charge_id: int) -> Sequence[Event]:
    """What was billed and credited of a charge."""
    return [
        Event(
            entry.posted_on,
            f"{entry.number}: {format_dollars(entry.cents)}",
            State.READY if entry.cents > 0 else State.CLOSED,
            who=entry.by,
            opens=RecordRef("invoice", entry.invoice_id),
            place=5,
        )
        for entry in entries_of(session, charge_id=charge_id)
    ]


def _held_charges(plan: MonthPlan) -> Iterator[Tile]:
    """The charges that something keeps from being invoiced."""
    held = plan.held_charges
    if held:
        yield Tile(
            key="charges_held",
            title="Charges held",
            count=len(held),
            state=State.WAITING,
            opens=ListLink("charges", Ask("waiting")),
            about="Each says what it waits for",
            cents=sum(one.quote.amount_cents for one in held if one.quote),
            rank=_TILES + 7,
        )
