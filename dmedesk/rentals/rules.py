"""The months of a rental: which ones there are, which number each carries, which unit served.

A rental month begins on the anchor, the rental's first day, and on the day that lies one month,
two months … after it; where a month lacks that day, on its last one.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from dmedesk.kit.calendar import day_of_month, first_of_month, months_after, months_between
from dmedesk.members.rules import Regime, Stay


class Proof(StrEnum):
    """How the delivery is proven; ``none`` is no proof."""

    SIGNED = "signed"
    DRIVER_NOTE = "driver_note"
    CARRIER_LOG = "carrier_log"
    NONE = "none"


class Away(NamedTuple):
    """A stay away from home, from its first day up to, and without, the day of the return.

    ``until_on`` is None while nobody knows when the member comes back.
    """

    from_on: date
    until_on: date | None = None


class Resume(StrEnum):
    """How the months go on after a stay away from home.

    ``continue`` goes on with the old anchor and the next number. ``new_anchor`` makes the day of
    the return the anchor, the numbers going on (Medicare, where a stay covers the anchor but not
    the whole month). ``new_period`` begins again with month 1.
    """

    CONTINUE = "continue"
    NEW_ANCHOR = "new_anchor"
    NEW_PERIOD = "new_period"


class OptionAnswer(StrEnum):
    """What became of an offer to buy what is rented, 322.03(6).

    ``taken_back`` undoes the answer before it that ended the rental: it goes on.
    """

    TAKEN = "taken"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


OPTION_ANSWER_WORDS = {
    OptionAnswer.TAKEN: "bought",
    OptionAnswer.DECLINED: "declined",
    OptionAnswer.TAKEN_BACK: "answer taken back",
}


class AfterNo(NamedTuple):
    """What follows where an offer is declined: one of the two, and never neither.

    The rental ends on ``ends_on`` and its unit is fetched, or it goes on, because ``goes_on_why``.
    """

    ends_on: date | None = None
    goes_on_why: str = ""

    def words(self) -> str:
        """As people say it; empty of an answer from before it was asked."""
        if self.ends_on is not None:
            return f"the rental ends {self.ends_on}"
        return f"the rental goes on: {self.goes_on_why}" if self.goes_on_why else ""


NOTHING_SAID = AfterNo()
"""Of every answer but a no."""


class Resumed(NamedTuple):
    """From this day on the months are counted from it; of a new period with 1 again."""

    on: date
    is_new_period: bool = False


class Terms(NamedTuple):
    """What decides the months of one rental.

    ``started_on`` is the anchor, ``ended_on`` the day of pick-up, ``deceased_on`` the day of the
    member's death, ``left_on`` the day on which the member moved away or ended the service. The
    first ``months_already_paid`` months that count were billed elsewhere.
    """

    started_on: date
    ended_on: date | None = None
    deceased_on: date | None = None
    months_already_paid: int = 0
    interruptions: tuple[Away, ...] = ()
    left_on: date | None = None
    resumed: tuple[Resumed, ...] = ()


class RentalMonth(NamedTuple):
    """The ``number``-th month that counts, from its first day up to, and without, ``until_on``."""

    number: int
    from_on: date
    until_on: date


def month_begun_in(terms: Terms, calendar_month: date) -> RentalMonth | None:
    """The month to be billed here that begins in a calendar month, if there is one.

    There is none before the anchor, on or after the day of pick-up, after the member's death or
    leaving, or where it begins inside an interruption; nor where it was billed before the move.
    """
    anchor, before, is_first = _stretch(terms, calendar_month)
    months = months_between(anchor, calendar_month)
    if months < 0:
        return None
    from_on = day_of_month(calendar_month.year, calendar_month.month, anchor.day)
    if terms.ended_on is not None and terms.ended_on <= from_on:
        return None
    if has_stopped(terms.deceased_on, terms.left_on, from_on):
        return None
    number = before + months + 1
    if terms.interruptions:
        if _is_away(terms, from_on):
            return None
        number -= sum(_is_away(terms, months_after(anchor, n)) for n in range(months))
    if is_first and number <= terms.months_already_paid:
        return None
    return RentalMonth(number, from_on, months_after(anchor, months + 1))


def _stretch(terms: Terms, calendar_month: date) -> tuple[date, int, bool]:
    """The anchor that holds in a calendar month, the months counted before it in its period.

    And whether that period is the rental's first.
    """
    anchor, before, is_first = terms.started_on, 0, True
    for resumed in terms.resumed:
        if months_between(resumed.on, calendar_month) < 0:
            break
        if resumed.is_new_period:
            before, is_first = 0, False
        else:
            before += _counted(terms, anchor, resumed.on)
        anchor = resumed.on
    return anchor, before, is_first


def _counted(terms: Terms, anchor: date, until_on: date) -> int:
    """How many months that count began from an anchor on, before a day."""
    counted = months = 0
    while (begun_on := months_after(anchor, months)) < until_on:
        counted += not _is_away(terms, begun_on)
        months += 1
    return counted


def period_begun(terms: Terms) -> date | None:
    """The day on which the last new period began; None in the first one."""
    return max((one.on for one in terms.resumed if one.is_new_period), default=None)


def covered_anchor(terms: Terms, away: Away) -> date | None:
    """The first day of a stay on which a month would have begun; None where it covers none."""
    month_on = first_of_month(away.from_on)
    while away.until_on is None or month_on < away.until_on:
        begun_on = day_begun_in(terms, month_on)
        if begun_on >= away.from_on:
            is_covered = away.until_on is None or begun_on < away.until_on
            return begun_on if is_covered and begun_on >= terms.started_on else None
        month_on = months_after(month_on, 1)
    return None


BREAK_DAYS = 60
"""42 CFR 414.230(d): a break of more days than these, and the days left of the month in which use
stopped, may begin a new period of Medicare's."""


def is_break(terms: Terms, away: Away) -> bool:
    """Whether a stay is longer than 60 days and the rest of the rental month that it began in."""
    covered = covered_anchor(terms, away)
    if covered is None or away.until_on is None:
        return False
    return (away.until_on - covered).days > BREAK_DAYS


def has_stopped(deceased_on: date | None, left_on: date | None, day: date) -> bool:
    """Whether the member had died, or left, before the day; on that very day a month is due."""
    return (deceased_on is not None and deceased_on < day) or (
        left_on is not None and left_on < day
    )


def day_begun_in(terms: Terms, calendar_month: date) -> date:
    """The day of a calendar month, on which a month would begin."""
    anchor, _before, _is_first = _stretch(terms, calendar_month)
    return day_of_month(calendar_month.year, calendar_month.month, anchor.day)


def month_begun_on(terms: Terms, day: date) -> RentalMonth | None:
    """The month to be billed here that begins on exactly this day, if there (still) is one."""
    month = month_begun_in(terms, first_of_month(day))
    return month if month is not None and month.from_on == day else None


def _is_away(terms: Terms, day: date) -> bool:
    return any(
        away.from_on <= day and (away.until_on is None or day < away.until_on)
        for away in terms.interruptions
    )


class Served(NamedTuple):
    """A unit that served from a day up to its exchange."""

    unit_id: int
    from_on: date
    until_on: date | None = None


def unit_serving(served: Sequence[Served], day: date, *, otherwise: int) -> int:
    """The unit that served on the day; ``otherwise`` where nothing is written down for it."""
    for unit in served:
        if unit.from_on <= day and (unit.until_on is None or day < unit.until_on):
            return unit.unit_id
    return otherwise


def is_billed(turn: int | None) -> bool:
    """Whether a month whose last turn in the ledger is this one stands billed (None: no turn)."""
    return turn is not None and turn % 2 == 1


def round_of(turn: int) -> int:
    """Which time the month was billed by this turn, or by the one that it credits."""
    return (turn + 1) // 2


class LedgerMonth(NamedTuple):
    """A month's last turn in the ledger (odd: it stands billed) and the number it was billed as."""

    turn: int
    number: int


NO_MONTHS: Mapping[date, LedgerMonth] = MappingProxyType({})
"""The ledger of a rental that was never billed here."""


class MemberFact(NamedTuple):
    """Who has the rental, and where the member lives when."""

    member_id: int
    member_no: str
    zip: str | None = None
    stays: tuple[Stay, ...] = ()


class PayerFact(NamedTuple):
    """Who pays, and by whose rules."""

    payer_id: int
    code: str
    regime: Regime


class RentalFact(NamedTuple):
    """One rental, with its ledger.

    ``asset_id`` is the unit where ``served`` says nothing of a day. ``proven_on`` is the date of
    the proof of delivery, None where there is no proof. ``billed_cents`` is everything invoiced on
    the rental so far, credits off; ``ledger`` its months by their first days.
    """

    member: MemberFact
    payer: PayerFact
    rental_id: int
    rental_no: str
    asset_id: int
    terms: Terms
    served: tuple[Served, ...] = ()
    pa_required: bool = False
    proven_on: date | None = None
    paid_already_cents: int = 0
    billed_cents: int = 0
    ledger: Mapping[date, LedgerMonth] = NO_MONTHS

    def stopped_from(self, day: date | None) -> "RentalFact":
        """The same, with no month that begins on or after a day; None stops nothing."""
        ended_on = self.terms.ended_on
        if day is None or (ended_on is not None and ended_on <= day):
            return self
        return self._replace(terms=self.terms._replace(ended_on=day))

    def stands_billed(self, from_on: date) -> bool:
        """Whether the month that begins on this day has been billed and not credited."""
        month = self.ledger.get(from_on)
        return month is not None and is_billed(month.turn)

    def next_turn(self, from_on: date) -> int:
        """The turn in which the month that begins on this day is billed next."""
        month = self.ledger.get(from_on)
        return 1 if month is None else month.turn + 1

    def months_moved_by(self, terms: Terms) -> list[date]:
        """The first days of the months that stand billed and would not be there by other terms, or
        by another number.
        """
        moved = []
        for from_on, billed in sorted(self.ledger.items()):
            month = month_begun_on(terms, from_on)
            stands = month is not None and month.number == billed.number
            if is_billed(billed.turn) and not stands:
                moved.append(from_on)
        return moved

    def highest_number(self) -> int:
        """The highest number of a month billed, here or before the move; 0 where none was."""
        billed = (month.number for month in self.ledger.values() if is_billed(month.turn))
        return max(billed, default=self.terms.months_already_paid)
