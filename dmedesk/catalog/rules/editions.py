"""Which files of CMS are in force on a day, and which price of theirs a member's ZIP asks for.

Each kind of file is a series of its own, for CMS publishes each one whole: from an edition's first
day no row of an earlier edition of that kind is in force. Of two editions of one kind and one
first day the one imported last counts, as a correction of the other.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from dmedesk.catalog.rules.words import AreaChoice, EditionKind, PricingArea

BASE_KINDS = frozenset({EditionKind.CMS_DMEPOS, EditionKind.CMS_PEN, EditionKind.CMS_MAIL_ORDER})
"""The files that give a code its fee; a Former-CBA file only changes it within its areas."""

ZIP_KINDS = frozenset({EditionKind.CMS_RURAL_ZIP, EditionKind.CMS_FORMER_CBA_ZIP})

CHOICE_KINDS = frozenset({EditionKind.CMS_DMEPOS, EditionKind.CMS_PEN})
"""The files with a column for each area, of which ``--area`` chooses."""

Place: TypeAlias = tuple[PricingArea, str]
"""Where a fee holds, and the name of the former bidding area (else empty)."""

ELSEWHERE: Place = (PricingArea.NON_RURAL, "")
RURAL: Place = (PricingArea.RURAL, "")
ANYWHERE: Place = (PricingArea.ANY, "")

_ZIP = re.compile(r"(\d{3,5})(?:-\d{4})?|(\d{5})\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Edition:
    """A file of CMS in the rate book. A later import has a greater ``id``."""

    id: int
    kind: EditionKind
    from_on: date
    area: AreaChoice | None


def standing(editions: Iterable[Edition]) -> list[Edition]:
    """The editions that no later import of the same kind and first day has corrected."""
    last = {(one.kind, one.from_on): one for one in sorted(editions, key=lambda one: one.id)}
    return sorted(last.values(), key=lambda one: (one.from_on, one.id))


def in_force(editions: Iterable[Edition], on: date) -> dict[EditionKind, Edition]:
    """The edition of each kind that is in force on a day."""
    return {one.kind: one for one in standing(editions) if one.from_on <= on}


def in_force_between(
    editions: Sequence[Edition], from_on: date | None, until_on: date | None
) -> set[int]:
    """The ids of the editions in force on any day of a range (half-open; None has no end)."""
    ids: dict[EditionKind, list[int]] = {}
    for one in standing(editions):
        if until_on is not None and one.from_on >= until_on:
            continue
        found = ids.setdefault(one.kind, [])
        if from_on is not None and one.from_on <= from_on:
            found.clear()
        found.append(one.id)
    return {edition_id for found in ids.values() for edition_id in found}


def zip_key(zip_code: str | None) -> str | None:
    """The five digits by which a ZIP is looked up, lost zeros put back; None for anything else."""
    found = _ZIP.fullmatch((zip_code or "").strip())
    return (found[1] or found[2]).rjust(5, "0") if found else None


def place_of(
    zip_code: str | None,
    current: Mapping[EditionKind, Edition],
    zips: Mapping[int, Mapping[str, str]],
) -> Place:
    """Where a ZIP lies by the ZIP files in force: rural, a former bidding area, or elsewhere.

    ``zips`` holds each ZIP file's areas by edition (rural ones have no name). A ZIP that cannot
    be read, or none, lies elsewhere, which is non-rural.
    """
    key = zip_key(zip_code)
    if key is None:
        return ELSEWHERE
    rural = current.get(EditionKind.CMS_RURAL_ZIP)
    if rural is not None and key in zips.get(rural.id, {}):
        return RURAL
    former = current.get(EditionKind.CMS_FORMER_CBA_ZIP)
    name = zips.get(former.id, {}).get(key) if former is not None else None
    return (PricingArea.FORMER_CBA, name) if name else ELSEWHERE
