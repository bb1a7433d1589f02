"""What a repair's total comes to against the lines of the law; both numbers are always said.

MassHealth, equipment that the member owns: prior authorization above $1,000 for parts, components
and labor together (130 CMR 409.420(D)); nothing is paid where the repair costs as much as the
replacement or more (409.414(D): equal is enough). Purchased oxygen and respiratory equipment has
rules of its own: authorization above $35, at or below it the report of four items, no payment
within twelve months of the last repair or replacement, nor for abuse (427.426). Medicare: above
60% of the replacement the contractor may find that the item does not last (42 CFR 414.210(e)(4)).

The figures themselves are parameters. Rented equipment and the house's own have no such line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dmedesk.kit.calendar import months_after
from dmedesk.kit.findings import Finding, Severity
from dmedesk.members.rules import Regime
from dmedesk.rates.money import format_dollars
from dmedesk.repairs.rules.authorized import Misfit
from dmedesk.repairs.rules.law import Limit, limit_on
from dmedesk.repairs.rules.steps import INCLUDED_CLAUSE, may_charge
from dmedesk.repairs.rules.words import Cause, Ownership

REPORT_CLAUSE = "130 CMR 427.426(B)"
_ALL = 100


@dataclass(frozen=True, slots=True)
class Money:
    """One repair as its money is judged on a day.

    ``total_cents`` is what is charged for parts, components and labor. ``is_respiratory`` says that
    it is oxygen or respiratory equipment. ``previous_on`` is the last known day of a repair or
    replacement before this one. ``authorized`` is the number of the prior authorization,
    ``misfits`` is in what it does not fit this repair.
    """

    ownership: Ownership
    regime: Regime | None
    is_respiratory: bool
    total_cents: int
    on: date
    cause: Cause = Cause.WEAR
    replacement_cents: int | None = None
    previous_on: date | None = None
    authorized: str = ""
    misfits: tuple[Misfit, ...] = ()


def judge(money: Money) -> list[Finding]:
    """Everything that the law says of the repair as it stands, what forbids a charge first.

    ``STOP`` means that nothing of it may be charged as it is. ``field`` names the line: it is
    shown while somebody types.
    """
    found = list(_found(money))
    order = (Severity.STOP, Severity.WARNING, Severity.NOTE)
    return sorted(found, key=lambda one: order.index(one.severity))


def _found(money: Money) -> Iterator[Finding]:
    if money.ownership is Ownership.RENTED:
        message = (
            f"The rent includes service, repair and parts: nothing is charged ({INCLUDED_CLAUSE})."
        )
        yield Finding(Severity.NOTE, "included_in_rent", message, remedy="An exchange is as good.")
    elif money.ownership is Ownership.STOCK:
        message = "The unit is the house’s own: its repair is cost of the house."
        yield Finding(Severity.NOTE, "own_stock", message)
    elif money.regime is Regime.MASSHEALTH:
        yield from _respiratory(money) if money.is_respiratory else _durable(money)
    elif money.regime is Regime.MEDICARE:
        yield from _medicare(money)
    else:
        message = "The member pays: no line of a program is kept."
        yield Finding(Severity.NOTE, "no_program", message)
    if may_charge(money.ownership):
        yield from _number(money)


def _number(money: Money) -> Iterator[Finding]:
    """In what the named authorization does not fit: above the line it is none, below a warning."""
    line = _line_of(money)
    is_needed = line is not None and money.total_cents > line.value
    severity = Severity.STOP if is_needed else Severity.WARNING
    for one in money.misfits:
        clause = f" ({line.citation})" if line is not None and is_needed else ""
        message = f"{one.message.rstrip('.')}{clause}."
        yield Finding(severity, one.code, message, remedy=one.remedy, field="line")


def _line_of(money: Money) -> Limit | None:
    """The line above which the payer wants authorization; none where no program has one."""
    if money.regime is not Regime.MASSHEALTH:
        return None
    kind = "respiratory_authorization_line_cents" if money.is_respiratory else _LINE
    return limit_on(kind, money.on)


_LINE = "authorization_line_cents"


def _durable(money: Money) -> Iterator[Finding]:
    yield _against_line(money, limit_on(_LINE, money.on))
    share = limit_on("replacement_percentage", money.on)
    if money.replacement_cents is None:
        yield _replacement_unknown(share.citation)
    elif money.total_cents * _ALL >= money.replacement_cents * share.value:
        yield Finding(
            Severity.STOP,
            "replace_instead",
            f"The repair comes to {_dollars(money.total_cents)}, a replacement to "
            f"{_dollars(money.replacement_cents)}: as much or more is not paid ({share.citation}).",
            remedy="Replace it; or charge nothing of the repair.",
            field="replacement",
        )
    else:
        yield _below(money, money.replacement_cents, "a replacement", share.citation, "replacement")
    if money.cause is Cause.ABUSE:
        message = "Whether abuse is paid under 130 CMR 409 was not found in its text."
        yield Finding(Severity.WARNING, "abuse_to_confirm", message, remedy="Ask the payer first.")


def _respiratory(money: Money) -> Iterator[Finding]:
    line = limit_on("respiratory_authorization_line_cents", money.on)
    yield _against_line(money, line)
    if money.total_cents <= line.value:
        message = f"At or under {_dollars(line.value)} the report of four items goes with the claim"
        yield Finding(
            Severity.NOTE,
            "report_goes_along",
            f"{message} ({REPORT_CLAUSE}).",
            remedy="Print it with the claim.",
        )
    yield from _too_soon(money)
    if money.cause is Cause.ABUSE:
        message = f"Repairs for abuse or misuse are not paid ({line.citation.split('(')[0]})."
        yield Finding(Severity.STOP, "abuse", message, remedy="Charge nothing to the payer.")


def _too_soon(money: Money) -> Iterator[Finding]:
    """Twelve months to the day from the last repair on, a further one is paid again."""
    between = limit_on("respiratory_months_between", money.on)
    if money.previous_on is None:
        return
    free_on = months_after(money.previous_on, between.value)
    if money.on < free_on:
        yield Finding(
            Severity.STOP,
            "repaired_lately",
            f"It was repaired or replaced on {money.previous_on}: none is paid within "
            f"{between.value} months, before {free_on} ({between.citation}).",
            remedy="Charge nothing to the payer.",
        )


def _medicare(money: Money) -> Iterator[Finding]:
    share = limit_on("medicare_review_percentage", money.on)
    if money.replacement_cents is None:
        yield _replacement_unknown(share.citation)
        return
    line_cents = money.replacement_cents * share.value // _ALL
    if money.total_cents * _ALL > money.replacement_cents * share.value:
        yield Finding(
            Severity.WARNING,
            "lifetime_review",
            f"The repair comes to {_dollars(money.total_cents)}, above {share.value}% of a "
            f"replacement, {_dollars(line_cents)}: the contractor may find that it does not last "
            f"({share.citation}).",
            remedy="Weigh whether the supplier replaces it.",
            field="replacement",
        )
    else:
        words = f"{share.value}% of a replacement"
        yield _below(money, line_cents, words, share.citation, "replacement")


def _against_line(money: Money, line: Limit) -> Finding:
    both = f"{_dollars(money.total_cents)} of the {_dollars(line.value)} line"
    if money.total_cents <= line.value:
        return _below(money, line.value, "the authorization line", line.citation, "line")
    if money.authorized and not money.misfits:
        message = f"{both}: authorized by {money.authorized} ({line.citation})."
        return Finding(Severity.NOTE, "authorized", message, field="line")
    if money.authorized:
        message = f"{both}: {money.authorized} does not authorize it ({line.citation})."
        return Finding(Severity.NOTE, "not_authorized", message, field="line")
    return Finding(
        Severity.STOP,
        "authorization_needed",
        f"{both}: prior authorization is needed ({line.citation}).",
        remedy="Ask for it, and write its number down here.",
        field="line",
    )


def _below(money: Money, other: int, words: str, citation: str, field: str) -> Finding:
    left = _dollars(other - money.total_cents)
    message = f"{_dollars(money.total_cents)} of {_dollars(other)}, {words}: {left} left"
    return Finding(Severity.NOTE, f"below_{field}", f"{message} ({citation}).", field=field)


def _replacement_unknown(citation: str) -> Finding:
    return Finding(
        Severity.WARNING,
        "replacement_unknown",
        f"What a replacement costs is not said, and the repair is held against it ({citation}).",
        remedy="Enter the replacement cost.",
        field="replacement",
    )


def _dollars(cents: int) -> str:
    whole, _, rest = format_dollars(cents).partition(".")
    return f"${int(whole):,}.{rest}"


@dataclass(frozen=True, slots=True)
class Reported:
    """The four items of the report of 427.426(B): who asked and when; the malfunction; procedures
    and parts; the cost of each and the time.
    """

    asked_by: str
    asked_on: date | None
    fault: str
    lines: Sequence[tuple[str, int | None]]
    minutes: int


def report_findings(reported: Reported, *, repair_no: str) -> list[Finding]:
    """What the report of four items lacks."""
    gaps = (
        (reported.asked_by.strip() and reported.asked_on, "asked_by", "who asked, and when"),
        (reported.fault.strip(), "fault", "the malfunction"),
        (reported.lines, "lines", "the procedures and parts"),
        (all(cents is not None for _, cents in reported.lines), "costs", "the cost of each"),
        (reported.minutes > 0, "minutes", "the time that it took"),
    )
    return [
        Finding(
            Severity.STOP,
            f"report_lacks_{field}",
            f"The report of four items lacks {words} ({REPORT_CLAUSE}).",
            subject=repair_no,
            remedy="Write it down before the work is finished.",
            field=field,
        )
        for has_it, field, words in gaps
        if not has_it
    ]
