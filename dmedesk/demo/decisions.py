"""What people of the demo shop decided: two purchase options declined, a finding gone over.

Each is done through the actions of the program, with the clock set to its day.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from dmedesk.billing.actions.month import scrub_month
from dmedesk.billing.actions.option import decline_option
from dmedesk.billing.actions.overriding import override_finding
from dmedesk.billing.queries.option import OptionRead, read_option
from dmedesk.demo.money import Happening
from dmedesk.kit.calendar import first_of_month
from dmedesk.kit.lists import Ask
from dmedesk.rentals.queries.listed import RENTALS
from dmedesk.rentals.rules import AfterNo
from dmedesk.store.unit_of_work import UnitOfWork

_GOES_ON_AGO, _ENDS_AGO = 6, 4
_RULE = "bought_and_rented"


def decisions(today: date) -> list[Happening]:
    """An option after which the rental goes on, one after which it ends, and a step over."""
    return [
        Happening(today - timedelta(days=_GOES_ON_AGO), "decline_option", _goes_on),
        Happening(today - timedelta(days=_ENDS_AGO), "decline_option", _ends),
        Happening(today, "override_finding", _go_over),
    ]


def _day_of(work: UnitOfWork) -> date:
    return work.now.astimezone().date()


def _offers(work: UnitOfWork) -> Iterator[tuple[OptionRead, int]]:
    """What MassHealth's rentals may be bought for, the last ones first, with the price."""
    on = _day_of(work)
    for rental_id in sorted(RENTALS.ids(work.session, Ask("running"), on=on), reverse=True):
        read = read_option(work.session, rental_id=rental_id, on=on, today=on)
        if read is not None and read.price.cents and _is_answerable(read):
            yield read, read.price.cents


def _is_answerable(read: OptionRead) -> bool:
    """Whether MassHealth pays it, its member is there, nobody answered, and no month is billed
    from the day of the answer on.
    """
    if read.rental.payer.code != "MH" or read.answers:
        return False
    terms = read.rental.terms
    is_here = terms.deceased_on is None and terms.left_on is None
    billed = [one for one in read.rental.ledger if read.rental.stands_billed(one)]
    return is_here and bool(billed) and max(billed) < read.on


def _goes_on(work: UnitOfWork) -> None:
    """Whoever needs it for a few months only rents on."""
    why = "The doctor expects two more months; then it is fetched"
    _decline(work, "Will not need it for good", AfterNo(goes_on_why=why))


def _ends(work: UnitOfWork) -> None:
    """Whoever does not need it any more has it fetched the next days."""
    on = _day_of(work)
    fetch_on = on + timedelta(days=_ENDS_AGO + 1)
    _decline(work, "Walks again without it", AfterNo(on), fetch_on)


def _decline(work: UnitOfWork, why: str, then: AfterNo, fetch_on: date | None = None) -> None:
    """The first offer that there is, if any, is declined."""
    for read, cents in islice(_offers(work), 1):
        decline_option(
            work,
            rental_id=read.rental.rental_id,
            declined_on=read.on,
            why=why,
            offered_cents=cents,
            then=then,
            fetch_on=fetch_on,
        )


def _go_over(work: UnitOfWork) -> None:
    """What was bought beside what is rented is right, for a reason."""
    on = _day_of(work)
    _plan, findings = scrub_month(work.session, month_on=first_of_month(on), on=on)
    for one in findings:
        if one.rule == _RULE and one.from_on is not None:
            override_finding(
                work,
                rule=one.rule,
                kind=one.kind,
                line_id=one.line_id,
                from_on=one.from_on,
                why="For the other floor: the stairs cannot be used with it",
            )
            return
