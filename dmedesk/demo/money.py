"""What came of the demo shop's earlier months: posted, paid, denied, appealed, credited, promised.

Each happening is done through the actions of the program, with the clock set to its day.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from io import StringIO

from dmedesk.billing.actions import (
    appeal,
    close_batch,
    credit_and_rebill,
    expect_total,
    make_papers,
    open_batch,
    pass_on,
    post_month,
    reverse_payment,
    take_payment,
    take_remittance_csv,
    write_off,
)
from dmedesk.billing.actions.notes import write_account_note
from dmedesk.billing.actions.statements import make_statements
from dmedesk.billing.queries.balances import LineBalance, line_balances
from dmedesk.billing.queries.batches import counted_of_batch
from dmedesk.billing.queries.charges import covers_of
from dmedesk.billing.queries.denials import answers_of
from dmedesk.billing.queries.paid import payments_of
from dmedesk.billing.queries.passing import line_to_pass
from dmedesk.billing.rules.allocating import Share
from dmedesk.billing.rules.crediting import CreditReason
from dmedesk.billing.rules.notes import NoteFacts, NoteKind
from dmedesk.billing.rules.paying import CoverFact, next_to_ask
from dmedesk.billing.rules.payments import (
    AppealStep,
    Outcome,
    PaymentFacts,
    PaymentKind,
    ReversalReason,
    WriteOffReason,
)
from dmedesk.billing.sheets import draw_in_turn
from dmedesk.billing.sheets.statement import statement_pdf
from dmedesk.demo.rentals import earlier_months
from dmedesk.kit.calendar import months_after
from dmedesk.members.queries.stored import payer_ids
from dmedesk.rates.money import format_dollars
from dmedesk.store.unit_of_work import UnitOfWork

BY = "Ben Reed"
_DENIED = ("CO-16", "N290")
_REDUCED = "CO-45"
_BY_MEMBER = "PR-2"
_CHECKED = 12
_MEDICARE = 17
_MASSHEALTH = 24
_LATEST = 9
_LACKING = 2_000
_TOO_MUCH = 2_500
_DEPOSIT = 10_000


@dataclass(frozen=True, slots=True)
class Happening:
    """What somebody did on a day, in one transaction."""

    on: date
    action: str
    act: Callable[[UnitOfWork], object]


def happenings(today: date) -> list[Happening]:
    """Everything that happened before ``today`` in its order; a batch is still open on it."""
    months = earlier_months(today)
    posted = [months_after(month_on, 1) + timedelta(days=1) for month_on in months]
    found = [
        Happening(on, "post_month", partial(_post, month_on=month_on))
        for month_on, on in zip(months, posted, strict=True)
    ]
    for nth, on in enumerate(posted):
        since = posted[nth - 1] if nth else on
        is_last = nth == len(posted) - 1
        masshealth_on = today - timedelta(days=_LATEST) if is_last else _after(on, _MASSHEALTH)
        checks = partial(_take_checks, nth=nth, posted_on=on)
        medicare = partial(_medicare, nth=nth, posted_on=on, is_last=is_last)
        masshealth = partial(_masshealth, nth=nth, since=since, is_last=is_last)
        found += [
            Happening(_after(on, _CHECKED), "take_payment", checks),
            Happening(_after(on, _MEDICARE), "take_remittance_csv", medicare),
            Happening(masshealth_on, "take_remittance_csv", masshealth),
        ]
        if not is_last:
            found.append(Happening(_after(on, _MEDICARE + 2), "pass_on", _pass_on))
            found += _worked(nth, masshealth_on, months[nth])
    found += _promises(posted, today)
    found.append(Happening(today, "take_payment", partial(_open_mail, today=today)))
    return sorted(found, key=lambda one: one.on)


def _after(on: date, days: int) -> date:
    return on + timedelta(days=days)


def _post(work: UnitOfWork, *, month_on: date) -> None:
    """Post a month, and make its papers."""
    post_month(work, month_on=month_on)
    make_papers(work, month_on=month_on, draw=draw_in_turn)


def _worked(nth: int, answered_on: date, month_on: date) -> Iterator[Happening]:
    """What became of the line that MassHealth denied: billed again, given up, or appealed."""
    deny = partial(_work_denied, answered_on=answered_on)
    if nth == 0:
        rebill = partial(_rebill, month_on=month_on)
        yield Happening(_after(answered_on, 5), "credit_and_rebill", partial(deny, then=rebill))
        return
    sent = partial(_appeal, step=AppealStep.SENT)
    yield Happening(_after(answered_on, 8), "appeal", partial(deny, then=sent))
    if nth == 1:
        refused = partial(_appeal, step=AppealStep.REFUSED)
        yield Happening(_after(answered_on, 40), "appeal", partial(deny, then=refused))
        yield Happening(_after(answered_on, 41), "write_off", partial(deny, then=_give_up))


# --- remittances -------------------------------------------------------------------------------


def _posted(work: UnitOfWork, code: str, since: date, on: date) -> list[LineBalance]:
    """The open lines of a payer that were posted from one day until another."""
    payer_id = payer_ids(work.session)[code]
    lines = line_balances(work.session, on=on, payer_id=payer_id, only_open=True)
    return [line for line in lines if since <= line.posted_on]


def _day_of(work: UnitOfWork) -> date:
    return work.now.astimezone().date()


def _masshealth(work: UnitOfWork, *, nth: int, since: date, is_last: bool) -> None:
    """All that was posted since the last time; one is denied, the last time two, one reduced."""
    on = _day_of(work)
    answered = {line_id for line_id, said in answers_of(work.session).items() if said}
    lines = [one for one in _posted(work, "MH", since, on) if one.line_id not in answered]
    rows = [_row(line, line.open_cents) for line in lines]
    if not lines:
        return
    first, second, third = ((3 + 2 * nth + 5 * step) % len(lines) for step in range(3))
    rows[first] = _row(lines[first], 0, *_DENIED)
    if is_last:
        rows[second] = _row(lines[second], 0, *_DENIED)
        rows[third] = _row(lines[third], lines[third].open_cents * 3 // 4, _REDUCED)
    _take_remittance(work, "MH", f"RA-{48_100 + nth}", rows)


def _medicare(work: UnitOfWork, *, nth: int, posted_on: date, is_last: bool) -> None:
    """Of the oldest a line each is never answered; at the end one is left to the member in part.

    Of whoever has another coverage a fifth is left to it.
    """
    lines = _posted(work, "MC", posted_on, posted_on)
    covers = covers_of(work.session, member_ids={line.member_id for line in lines})
    rows = [_answered_by_medicare(line, covers.get(line.member_id, ())) for line in lines]
    if nth <= 1:
        rows = rows[:-1]
    if is_last and lines:
        rows[0] = _row(lines[0], lines[0].open_cents * 4 // 5, _BY_MEMBER)
    _take_remittance(work, "MC", f"{7_731_400 + nth}", rows)


def _answered_by_medicare(line: LineBalance, covers: Sequence[CoverFact]) -> Sequence[str]:
    if next_to_ask(covers, line.posted_on, {line.payer_id}) is None:
        return _row(line, line.open_cents)
    return _row(line, line.open_cents * 4 // 5, _BY_MEMBER)


def _pass_on(work: UnitOfWork) -> None:
    """What Medicare left of its lines is asked of the members' next coverages."""
    for line in _posted(work, "MC", date.min, _day_of(work)):
        found = line_to_pass(work.session, line_id=line.line_id, on=_day_of(work))
        if found is not None and found.line.answer is not None and found.line.next_cover:
            payer_id = found.line.next_cover.payer_id
            pass_on(work, line_id=line.line_id, payer_id=payer_id, cents=line.open_cents)


def _row(line: LineBalance, paid: int, code: str = "", remark: str = "") -> Sequence[str]:
    missing = line.open_cents - paid
    codes = f"{code} {format_dollars(missing)}" if code else ""
    return (line.invoice_no, str(line.place), format_dollars(paid), codes, remark)


def _take_remittance(
    work: UnitOfWork, code: str, number: str, rows: Sequence[Sequence[str]]
) -> None:
    if not rows:
        return
    on = _day_of(work)
    text = StringIO()
    written = csv.writer(text)
    head = ("payer_code", "remittance_no", "paid_on", "invoice_no", "line", "paid")
    written.writerow((*head, "codes", "remarks"))
    written.writerows((code, number, str(on), *row) for row in rows)
    batch_id = open_batch(work, opened_on=on, note=f"Remittance {number}")
    take_remittance_csv(
        work, batch_id=batch_id, content=text.getvalue().encode(), file_name=f"{number}.csv"
    )
    _close(work, batch_id)


def _close(work: UnitOfWork, batch_id: int) -> None:
    counted = counted_of_batch(work.session, batch_id)
    expect_total(work, batch_id=batch_id, expected_cents=counted.counted_cents)
    close_batch(work, batch_id=batch_id)


# --- denials -----------------------------------------------------------------------------------


def _work_denied(
    work: UnitOfWork, *, answered_on: date, then: Callable[[UnitOfWork, LineBalance, int], None]
) -> None:
    """Does something about the open line that was denied on a day."""
    denied = {
        line_id: said[-1].id
        for line_id, said in answers_of(work.session).items()
        if said[-1].answered_on == answered_on and said[-1].outcome is Outcome.DENIED
    }
    open_lines = line_balances(work.session, on=_day_of(work), only_open=True)
    for line in open_lines:
        if line.line_id in denied:
            then(work, line, denied[line.line_id])


def _rebill(work: UnitOfWork, line: LineBalance, _answer_id: int, *, month_on: date) -> None:
    credit_and_rebill(
        work,
        invoice_id=line.invoice_id,
        line_ids=[line.line_id],
        reason=CreditReason.DENIED,
        note="The prescriber's number was missing",
    )
    make_papers(work, month_on=month_on, draw=draw_in_turn)


def _appeal(work: UnitOfWork, _line: LineBalance, answer_id: int, *, step: AppealStep) -> None:
    appeal(work, remittance_line_id=answer_id, step=step)


def _give_up(work: UnitOfWork, line: LineBalance, _answer_id: int) -> None:
    write_off(
        work,
        line_id=line.line_id,
        cents=line.open_cents,
        reason=WriteOffReason.DENIED_FOR_GOOD,
        note="The appeal was refused",
    )


# --- members' checks ---------------------------------------------------------------------------


def _by_member(lines: Sequence[LineBalance]) -> list[tuple[int, list[LineBalance]]]:
    found = defaultdict(list)
    for line in lines:
        found[line.member_id].append(line)
    return sorted(found.items())


def _take_checks(work: UnitOfWork, *, nth: int, posted_on: date) -> None:
    """Members pay what is billed to them; the first one no more, the second too little."""
    by_member = _by_member(_posted(work, "PV", posted_on, posted_on))
    paying = by_member[1:] if nth else by_member
    if not paying:
        return
    batch_id = open_batch(work, opened_on=_day_of(work), note="Members' checks")
    for place, (member_id, lines) in enumerate(paying):
        owed = sum(line.open_cents for line in lines)
        short = _LACKING if nth == 1 and place == 0 else 0
        over = _TOO_MUCH if nth == 2 and place == 1 else 0
        _check(work, batch_id, member_id, f"{1_040 + 10 * member_id + nth}", owed - short + over)
        if nth == 0 and place == 0:
            _deposit(work, batch_id, member_id)
    _close(work, batch_id)


def _check(work: UnitOfWork, batch_id: int, member_id: int, number: str, cents: int) -> None:
    """A check pays the oldest of the member's open lines first; the rest stays on the account."""
    on = _day_of(work)
    private = payer_ids(work.session)["PV"]
    left, shares = cents, []
    for line in line_balances(work.session, on=on, member_id=member_id, payer_id=private):
        part = min(left, line.open_cents)
        if part > 0:
            shares.append(Share(line.line_id, part))
            left -= part
    facts = PaymentFacts(PaymentKind.CHECK, cents, number, member_id=member_id, dated_on=on)
    take_payment(work, batch_id=batch_id, facts=facts, shares=shares)


def _deposit(work: UnitOfWork, batch_id: int, member_id: int) -> None:
    """A second check, kept for what is billed later."""
    facts = PaymentFacts(
        PaymentKind.CHECK,
        _DEPOSIT,
        f"{1_041 + 10 * member_id}",
        member_id=member_id,
        dated_on=_day_of(work),
        is_deposit=True,
    )
    take_payment(work, batch_id=batch_id, facts=facts, shares=())


def _promises(posted: Sequence[date], today: date) -> Iterator[Happening]:
    """Statements, a check that bounced, a promise that was not kept, and one for next week."""
    if not posted:
        return
    yield Happening(today - timedelta(days=21), "make_statements", _send_statements)
    late = partial(_note, place=0, text="Will pay when the pension comes", promised_on=today)
    yield Happening(today - timedelta(days=8), "write_account_note", late)
    yield Happening(_after(posted[-1], _CHECKED + 6), "reverse_payment", _bounce)
    on = today + timedelta(days=6)
    again = partial(_note, place=-1, text="The bank sent it back; new check", promised_on=on)
    yield Happening(today - timedelta(days=3), "write_account_note", again)


def _owing(work: UnitOfWork) -> list[tuple[int, list[LineBalance]]]:
    private = payer_ids(work.session)["PV"]
    on = _day_of(work)
    return _by_member(line_balances(work.session, on=on, payer_id=private, only_open=True))


def _send_statements(work: UnitOfWork) -> None:
    """The statements of everybody who owes something."""
    members = [member_id for member_id, _lines in _owing(work)]
    make_statements(work, member_ids=members, on=_day_of(work), draw=statement_pdf)


def _note(work: UnitOfWork, *, place: int, text: str, promised_on: date) -> None:
    owing = _owing(work)
    if owing:
        member_id, lines = owing[place]
        cents = sum(line.open_cents for line in lines)
        said = NoteFacts(text, NoteKind.CALL, promised_on=promised_on, promised_cents=cents)
        write_account_note(work, member_id=member_id, said=said)


def _bounce(work: UnitOfWork) -> None:
    """The last check of the last member who paid came back from the bank."""
    payer_id = payer_ids(work.session)["PV"]
    lines = line_balances(work.session, on=_day_of(work), payer_id=payer_id)
    paid = [line.member_id for line in lines if not line.open_cents]
    if paid:
        payment = payments_of(work.session, member_id=max(paid))[-1]
        reverse_payment(work, payment_id=payment.id, reason=ReversalReason.BOUNCED)


def _open_mail(work: UnitOfWork, *, today: date) -> None:
    """Today's checks: one is typed, of the other only the total of the tape is known."""
    owing = _owing(work)
    batch_id = open_batch(work, opened_on=today, expected_cents=31_250, note="Today's mail")
    if owing:
        member_id, lines = owing[0]
        _check(work, batch_id, member_id, "2201", lines[0].open_cents)
