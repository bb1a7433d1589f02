"""The rate book in memory: the fees of a code in force on a day, for a member's ZIP.

The order of decisions is that of ``billing.md``. A row ends with its last day, or before the next
row of that regime, code and set of modifiers; an ended row does not revive an older one. Rows of
``fees.csv`` for Medicare and rows of CMS share one line of time: the one that began last counts,
and of two that began on one day the shop's own, for it was typed on purpose.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from dmedesk.catalog.rules.editions import (
    ANYWHERE,
    BASE_KINDS,
    ELSEWHERE,
    RURAL,
    Edition,
    Place,
    in_force,
    place_of,
    standing,
)
from dmedesk.catalog.rules.fees import OwnFee, PublishedFee
from dmedesk.catalog.rules.words import (
    AreaChoice,
    EditionKind,
    Family,
    FeeRegime,
    PaymentClass,
)
from dmedesk.rates.question import Fee, Fees

_REMEMBERED = 50_000
"""Answers kept for the next question; more are forgotten, so that a long stream stays small."""

CmsRows = dict[int, dict[str, dict[Place, PublishedFee]]]
"""The rows of one code: by edition, set of modifiers, and place."""


@dataclass(frozen=True, slots=True)
class BookRow:
    """One fee in force, and where it comes from: the edition, its first day, the place."""

    fee: Fee
    payment_class: PaymentClass | None
    family: Family | None
    from_on: date
    edition_id: int
    place: Place = ANYWHERE


@dataclass(frozen=True, slots=True)
class BookFees(Fees):
    """What the rate book knows of one code on one day; ``origins`` has the row behind each fee."""

    origins: Mapping[str, BookRow] = field(default_factory=dict)


@dataclass(slots=True)
class RateBook:
    """Fees that were read once, to be looked up many times. Nothing here reads a database.

    ``zips`` has each ZIP file's areas by edition; ``own`` and ``cms`` the rows by code.
    """

    editions: tuple[Edition, ...] = ()
    zips: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    _cms: dict[str, CmsRows] = field(default_factory=dict)
    _own: dict[tuple[str, str], dict[str, list[tuple[OwnFee, int]]]] = field(default_factory=dict)
    _current: dict[date, dict[EditionKind, Edition]] = field(default_factory=dict)
    _found: dict[tuple[str, str, date, Place], BookFees | None] = field(default_factory=dict)

    def add_cms(self, rows: Iterable[tuple[int, PublishedFee]]) -> None:
        """Take rows of CMS, each with its edition's id."""
        for edition_id, row in rows:
            by_modifiers = self._cms.setdefault(row.hcpcs, {}).setdefault(edition_id, {})
            by_modifiers.setdefault(row.modifiers, {})[row.area, row.cba_name] = row

    def add_own(self, rows: Iterable[tuple[int, OwnFee]]) -> None:
        """Take rows of ``fees.csv``, each with its edition's id."""
        for edition_id, row in sorted(rows, key=lambda one: one[1].from_on):
            sets = self._own.setdefault((row.regime, row.hcpcs), {})
            sets.setdefault(row.modifiers, []).append((row, edition_id))

    def fees(self, regime: str, hcpcs: str, on: date) -> BookFees | None:
        """The fees of a code where no member is known: the price of a ZIP that is not listed."""
        return self.lookup(regime, hcpcs, on)

    def lookup(
        self, regime: str, hcpcs: str, on: date, zip_code: str | None = None
    ) -> BookFees | None:
        """The fees of a code in force on a day for a member's ZIP, or None where there are none."""
        place = ELSEWHERE
        if regime == FeeRegime.MEDICARE:
            place = place_of(zip_code, self._in_force(on), self.zips)
        key = (regime, hcpcs, on, place)
        if key not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[key] = _told(self._rows(regime, hcpcs, on, place))
        return self._found[key]

    def _in_force(self, on: date) -> dict[EditionKind, Edition]:
        if on not in self._current:
            self._current[on] = in_force(self.editions, on)
        return self._current[on]

    def _rows(self, regime: str, hcpcs: str, on: date, place: Place) -> dict[str, BookRow]:
        published = self._cms.get(hcpcs, {}) if regime == FeeRegime.MEDICARE else {}
        rows = _published_rows(published, self._in_force(on), place)
        own = self._own.get((regime, hcpcs))
        return _with_own(rows, own, self._last_published(published, on), on) if own else rows

    def _last_published(self, published: CmsRows, on: date) -> dict[str, date]:
        """When each set of modifiers last began in a file of CMS, in force or not any more."""
        last: dict[str, date] = {}
        for edition in standing(self.editions):
            if edition.kind in BASE_KINDS and edition.from_on <= on:
                for modifiers in published.get(edition.id, {}):
                    last[modifiers] = max(edition.from_on, last.get(modifiers, date.min))
        return last


def _with_own(
    rows: Mapping[str, BookRow],
    own: Mapping[str, list[tuple[OwnFee, int]]],
    last_published: Mapping[str, date],
    on: date,
) -> dict[str, BookRow]:
    """The rows with our own in the place of those that began before them."""
    merged = dict(rows)
    for modifiers, timeline in own.items():
        begun = [one for one in timeline if one[0].from_on <= on]
        if not begun:
            continue
        row, edition_id = begun[-1]
        rival = rows.get(modifiers)
        ended_on = max(
            last_published.get(modifiers, date.min), rival.from_on if rival else date.min
        )
        if row.from_on < ended_on:
            continue
        merged.pop(modifiers, None)
        if row.until_on is None or on < row.until_on:
            merged[modifiers] = BookRow(
                row.fee, row.payment_class, row.family, row.from_on, edition_id
            )
    return merged


def _published_rows(
    published: CmsRows, current: Mapping[EditionKind, Edition], place: Place
) -> dict[str, BookRow]:
    """The rows of one code in the files of CMS in force, at a place."""
    bases = [one for kind, one in current.items() if kind in BASE_KINDS and one.id in published]
    rows: dict[str, BookRow] = {}
    for edition in bases:
        for modifiers, places in published[edition.id].items():
            rows[modifiers] = _book_row(_priced(places, edition.area, place), edition)
    former = current.get(EditionKind.CMS_FORMER_CBA)
    if former is None or not _by_zip(bases, current):
        return rows
    for modifiers, places in published.get(former.id, {}).items():
        found = places.get(place)
        if found is not None and found.fee is not None:
            rows[modifiers] = _book_row(found, former)
    return rows


def _priced(
    places: Mapping[Place, PublishedFee], choice: AreaChoice | None, place: Place
) -> PublishedFee:
    """The price of one row: the (R) column where it is asked for and has a fee, else the other."""
    rural = choice is AreaChoice.RURAL or (choice is AreaChoice.BY_ZIP and place == RURAL)
    found = places.get(RURAL) if rural else None
    return found or places.get(ELSEWHERE) or places[ANYWHERE]


def _by_zip(bases: list[Edition], current: Mapping[EditionKind, Edition]) -> bool:
    """Whether a code is priced by ZIP: as its own files say, else as any file in force says."""
    deciding = bases or [one for kind, one in current.items() if kind in BASE_KINDS]
    return any(one.area is AreaChoice.BY_ZIP for one in deciding)


def _book_row(row: PublishedFee, edition: Edition) -> BookRow:
    return BookRow(
        row.fee,
        row.payment_class,
        row.family,
        edition.from_on,
        edition.id,
        (row.area, row.cba_name),
    )


def _told(rows: Mapping[str, BookRow]) -> BookFees | None:
    """The rows as the engine asks for them; of several classes or families the latest row's."""
    if not rows:
        return None
    latest_first = sorted(rows.items(), key=lambda one: (-one[1].from_on.toordinal(), one[0]))
    classes = [row.payment_class for _, row in latest_first if row.payment_class]
    families = [row.family for _, row in latest_first if row.family]
    return BookFees(
        rows={modifiers: row.fee for modifiers, row in rows.items()},
        payment_class=classes[0].value if classes else None,
        family=families[0].value if families else None,
        origins=dict(rows),
    )
