"""Reads a fee file and says what taking it would change. Writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session

from dmedesk.catalog.queries.book import cms_editions, rate_book
from dmedesk.catalog.queries.editions import edition_prices, name_of, shared_choice
from dmedesk.catalog.queries.stored import stored_fees
from dmedesk.catalog.rules.differences import (
    Difference,
    Price,
    Subject,
    areas_of,
    differences,
    prices_of,
)
from dmedesk.catalog.rules.editions import CHOICE_KINDS, Edition, in_force
from dmedesk.catalog.rules.fees import OwnFee
from dmedesk.catalog.rules.imports import (
    FileFormat,
    ImportOptions,
    first_day,
    notes_on,
    options_of,
    refuse_first_day,
)
from dmedesk.catalog.rules.layouts import cms, own
from dmedesk.catalog.rules.layouts.reading import Published
from dmedesk.catalog.rules.reports import Comparison, kind_words
from dmedesk.catalog.rules.words import EditionKind
from dmedesk.catalog.tables import FeeEdition
from dmedesk.kit.errors import WorldError
from dmedesk.kit.findings import Finding
from dmedesk.kit.grid import Line, read_grid
from dmedesk.kit.stored import Values


@dataclass(frozen=True, slots=True)
class OwnRows:
    """What the rows of ``fees.csv`` are to the rate book, by the columns that the file has."""

    added: tuple[Values, ...]
    changed: Mapping[int, Values]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fee file that was read without fault, and what it would change.

    ``published`` is a file of CMS, ``own`` the rows of one in our form: one of the two. A
    proposal that ``is_known`` would change nothing.
    """

    kind: EditionKind
    file_name: str
    sha256: str
    source: str
    row_count: int
    comparison: Comparison
    is_known: bool
    edition: Edition | None = None
    state: str | None = None
    published: Published | None = None
    own: OwnRows | None = None
    findings: tuple[Finding, ...] = ()


def propose(session: Session, *, path: Path, options: ImportOptions) -> Proposal:
    """What taking this file would change against what is in force on its first day.

    Raises ``Refused`` with every fault of a file that cannot be taken, ``WorldError`` for one
    that cannot be read.
    """
    content = _content(path)
    lines = read_grid(content, file_name=path.name, encodings=cms.ENCODINGS)
    digest = sha256(content).hexdigest()
    if _is_cms(lines, options):
        return _published(session, lines, path.name, digest, options)
    lines = read_grid(content, file_name=path.name, encodings=own.ENCODINGS)
    return _own(session, lines, path.name, digest, options)


def compare_file(
    session: Session,
    *,
    path: Path,
    file_format: str | None = None,
    state: str = "MA",
    area: str = "non-rural",
    from_on: date | None = None,
) -> Comparison:
    """What taking a file would change, with the options of ``import_fees`` and its refusals."""
    options = options_of(file_format=file_format, state=state, area=area, from_on=from_on)
    return propose(session, path=path, options=options).comparison


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise WorldError(
            f"The file {path} cannot be read: {error.strerror}.",
            "Check its name and that you may read it.",
        ) from error


def _is_cms(lines: list[Line], options: ImportOptions) -> bool:
    """As the person said; else by the header: what is not our own form is taken for CMS's."""
    if options.file_format is not None:
        return options.file_format is FileFormat.CMS_DMEPOS
    return cms.is_cms(lines) or not own.is_own(lines)


def _published(
    session: Session, lines: list[Line], file_name: str, digest: str, options: ImportOptions
) -> Proposal:
    published = cms.read(lines, file_name=file_name, state=options.state)
    from_on = first_day(published, options, file_name)
    chosen = published.kind in CHOICE_KINDS
    area, state = (options.area, options.state) if chosen else (None, None)
    editions = cms_editions(session)
    later = max((one.id for one in editions), default=0) + 1
    taken = Edition(later, published.kind, from_on, area)
    current = in_force(editions, from_on)
    before = current.get(published.kind)
    choice = shared_choice(before.area if before else None, area)
    prices = prices_of(published.fees, choice or area) or areas_of(published.zips)
    old = edition_prices(session, before, choice or before.area) if before else {}
    return Proposal(
        kind=published.kind,
        file_name=file_name,
        sha256=digest,
        source=published.title,
        row_count=published.row_count,
        comparison=Comparison(
            f"{kind_words(published.kind)} from {from_on}",
            name_of(before) if before else None,
            differences(old, prices),
        ),
        is_known=_is_known(session, before, taken, state, digest),
        edition=taken,
        state=state,
        published=published,
        findings=notes_on(published, taken, current, file_name),
    )


def _is_known(
    session: Session, before: Edition | None, taken: Edition, state: str | None, digest: str
) -> bool:
    """Whether the edition in force is this very file, taken the same way from the same day."""
    if before is None or (before.from_on, before.area) != (taken.from_on, taken.area):
        return False
    row = session.get_one(FeeEdition, before.id)
    return (row.sha256, row.state) == (digest, state)


def _own(
    session: Session, lines: list[Line], file_name: str, digest: str, options: ImportOptions
) -> Proposal:
    rows = own.read(lines, file_name=file_name)
    refuse_first_day(options, file_name)
    stored = {own.FEES.key_of(row.values): row for row in stored_fees(session)}
    added: list[Values] = []
    changed: dict[int, Values] = {}
    for values in rows:
        known = stored.get(own.FEES.key_of(values))
        if known is None:
            added.append(values)
        elif any(known.values[name] != value for name, value in values.items()):
            changed[known.id] = values
    fees = [own.own_fee(values) for values in [*added, *changed.values()]]
    return Proposal(
        kind=EditionKind.DMEDESK,
        file_name=file_name,
        sha256=digest,
        source=file_name,
        row_count=len(rows),
        comparison=Comparison(
            file_name, "what is in force on each row's first day", _changes(session, fees)
        ),
        is_known=not fees,
        own=OwnRows(tuple(added), changed),
    )


def _changes(session: Session, fees: list[OwnFee]) -> tuple[Difference, ...]:
    """What our own rows change against what is in force on their first days, by no ZIP."""
    if not fees:
        return ()
    days = [fee.from_on for fee in fees]
    book = rate_book(
        session,
        hcpcs={fee.hcpcs for fee in fees},
        from_on=min(days),
        until_on=max(days) + timedelta(days=1),
    )
    old: dict[Subject, Price] = {}
    new: dict[Subject, Price] = {}
    for fee in fees:
        subject = (fee.hcpcs, fee.modifiers, f"{fee.regime.value} from {fee.from_on}")
        new[subject] = Price(fee.fee, fee.payment_class, fee.family)
        found = book.lookup(fee.regime, fee.hcpcs, fee.from_on)
        row = found.origins.get(fee.modifiers) if found else None
        if row is not None:
            old[subject] = Price(row.fee, row.payment_class, row.family)
    return differences(old, new)
