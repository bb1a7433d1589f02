"""Takes counts, what they expected, their scans and settlings as the files have them."""

from collections.abc import Mapping, Sequence
from typing import Any

from dmedesk.assets.queries.stored import asset_ids, count_ids, place_ids
from dmedesk.assets.tables import Count, CountFact, CountUnit
from dmedesk.kit.records import Values
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork


def take_counts(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append counts, as ``counts.csv`` has them; their places must have been entered."""
    places: dict[Any, Any] = {None: None} | place_ids(work.session)
    take_rows(
        work,
        Count,
        added=added,
        changed=changed,
        names={"place": "place_id"},
        ids={"place": places},
    )


def take_count_units(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append what counts expected, as ``count_units.csv`` has it."""
    take_rows(
        work,
        CountUnit,
        added=added,
        changed=changed,
        names={"count_no": "count_id", "serial": "asset_id"},
        ids={"count_no": count_ids(work.session), "serial": asset_ids(work.session)},
    )


def take_count_facts(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append scans and settlings, as ``count_facts.csv`` has them."""
    places: dict[Any, Any] = {None: None} | place_ids(work.session)
    units: dict[Any, Any] = {None: None} | asset_ids(work.session)
    take_rows(
        work,
        CountFact,
        added=sorted(added, key=lambda values: (values["count_no"], values["turn"])),
        changed=changed,
        names={"count_no": "count_id", "serial": "asset_id", "was_place": "was_place_id"},
        ids={"count_no": count_ids(work.session), "serial": units, "was_place": places},
    )
