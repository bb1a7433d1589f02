"""Founds the shop; changes its letterhead, its closed days and the numbering of its papers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.stored import Values
from dmedesk.shop.queries.company import letterhead_on, logo_names, stored_letterheads
from dmedesk.shop.rules.letterhead import company_name, logo_name
from dmedesk.shop.rules.numbering import numbering_findings, numbering_moved_on
from dmedesk.shop.tables import ClosedDay, Company, Logo, NumberSeries
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork

INVOICE_NUMBERS = "invoices"
"""The sequence that invoices and credits share."""

_PREFIX = "INV-"
_WIDTH = 6


def found_shop(work: UnitOfWork, *, name: str, from_on: date) -> None:
    """Write the shop's first letterhead and start its numbering.

    Refused without a name, and where the shop has been founded already.
    """
    name = company_name(name)
    if work.session.scalar(select(Company.id).limit(1)) is not None:
        raise Refused(
            [
                Finding(
                    Severity.STOP,
                    code="founded_already",
                    message="This shop has a letterhead already.",
                    remedy="Change that one instead.",
                )
            ]
        )
    work.session.add(Company(name=name, from_on=from_on))
    work.session.add(NumberSeries(key=INVOICE_NUMBERS, prefix=_PREFIX, next_number=1, width=_WIDTH))
    work.session.flush()


def keep_logos(work: UnitOfWork, *, contents: Iterable[bytes]) -> list[str]:
    """Store the pictures that are not here yet; answers the name of each.

    Raises ``Refused`` for one that papers cannot bear.
    """
    pictures = [(logo_name(content), content) for content in contents]
    known = logo_names(work.session)
    new = {name: content for name, content in pictures if name not in known}
    if new:
        work.append(Logo, [{"name": name, "content": content} for name, content in new.items()])
    return [name for name, _content in pictures]


def write_letterhead(work: UnitOfWork, *, said: Values, from_on: date) -> None:
    """Put a letterhead in force from a day: the one before it with what is ``said`` changed.

    ``said`` goes by the columns of ``company.csv``. The version of that very day is changed; its
    old words stay in the audit, and what was posted keeps what it bears. Refused without a name.
    """
    versions = {row.values["from_on"]: row.id for row in stored_letterheads(work.session)}
    before = letterhead_on(work.session, on=from_on)
    values = {**before, **said, "from_on": from_on}
    values["name"] = company_name(values.get("name") or "")
    if from_on in versions:
        take_letterheads(work, added=(), changed={versions[from_on]: values})
    else:
        take_letterheads(work, added=[values], changed={})


def take_letterheads(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter new versions of the letterhead and change known ones, as ``company.csv`` has them."""
    take_rows(work, Company, added=added, changed=changed)


def take_numbering(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Set what the papers are numbered by, as ``numbering.csv`` has it.

    Whoever calls has seen to it that no number is given twice, and none left out.
    """
    take_rows(work, NumberSeries, added=added, changed=changed, names={"series": "key"})


def take_numbers(work: UnitOfWork, *, key: str, count: int) -> list[str]:
    """The next ``count`` numbers of a sequence, one more each time; nobody else gets them.

    They stay without gaps because they are given back if the unit of work is not committed.
    A sequence that does not exist is our own mistake: LookupError.
    """
    series = work.session.scalar(
        select(NumberSeries).where(NumberSeries.key == key).with_for_update()
    )
    if series is None:
        raise LookupError(f"no sequence of numbers is called {key!r}")
    first = series.next_number
    series.next_number = first + count
    if count:
        series.is_begun = True
    return [f"{series.prefix}{number:0{series.width}}" for number in range(first, first + count)]


def numbers_were_given(work: UnitOfWork, *, key: str) -> None:
    """Write down that papers bear numbers of a sequence already: they moved in with the shop."""
    work.session.scalars(select(NumberSeries).where(NumberSeries.key == key)).one().is_begun = True


def change_numbering(
    work: UnitOfWork, *, prefix: str, next_number: int, width: int, row_version: int
) -> None:
    """Change what invoices and credits are numbered by.

    The prefix and the least digits may change at any time, the next number only forward, and only
    while none was given: numbers have no gaps. Raises ``Refused`` with everything that is wrong.
    """
    chosen = select(NumberSeries).where(NumberSeries.key == INVOICE_NUMBERS).with_for_update()
    series = work.session.scalars(chosen).one()
    findings = list(
        numbering_findings(
            prefix,
            next_number,
            width,
            next_now=series.next_number,
            is_begun=series.is_begun,
        )
    )
    if series.row_version != row_version:
        findings = [numbering_moved_on()]
    if findings:
        raise Refused(findings)
    series.prefix, series.next_number, series.width = prefix, next_number, width
    work.session.flush()


def close_day(work: UnitOfWork, *, closed_on: date, name: str) -> None:
    """Enter a day on which the shop is closed. Refused for a day twice, and without its reason."""
    name = " ".join(name.split())
    known = select(ClosedDay.id).where(ClosedDay.closed_on == closed_on)
    if not name:
        message, remedy = "What the day is called is not said.", "Write why the shop is closed."
        missing = Finding(Severity.STOP, "name_missing", message, remedy=remedy, field="name")
        raise Refused([missing])
    if work.session.scalar(known) is not None:
        message, remedy = f"The shop is closed on {closed_on} already.", "Choose another day."
        raise Refused(
            [Finding(Severity.STOP, "closed_already", message, remedy=remedy, field="closed_on")]
        )
    work.session.add(ClosedDay(closed_on=closed_on, name=name))
    work.session.flush()


def open_day(work: UnitOfWork, *, closed_day_id: int) -> None:
    """Take a closed day back: the shop is open. Nothing happens where another desk was first."""
    found = work.session.get(ClosedDay, closed_day_id)
    if found is not None:
        work.session.delete(found)
        work.session.flush()


def take_closed_days(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter and change closed days, as ``closed_days.csv`` has them."""
    take_rows(work, ClosedDay, added=added, changed=changed)
