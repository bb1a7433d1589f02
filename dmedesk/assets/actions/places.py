"""Enters places where units are kept, and changes them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from dmedesk.assets.rules import PlaceKind
from dmedesk.assets.rules.places import closing_findings, place_findings
from dmedesk.assets.tables import Asset, Place
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.kit.typed import tidy
from dmedesk.store.editing import add_row, edit_row
from dmedesk.store.unit_of_work import UnitOfWork

_NAMES = "places"


def enter_place(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Enter a place by the attributes of ``Place``; answers its id.

    Raises ``Refused`` with everything that is wrong; names are unique in any case of letters.
    """
    own = _own(values)
    work.lock(_NAMES)
    _judge(work, own, None)
    return add_row(work, Place, values=own)


def change_place(
    work: UnitOfWork, *, place_id: int, version: int, values: Mapping[str, Any]
) -> int:
    """Change these attributes of a place, read at this row version; answers the new version.

    ``Refused`` too where it is to be closed while units are there, or where another desk changed
    it meanwhile.
    """
    own = _own(values)
    work.lock(_NAMES)
    stored = work.session.get(Place, place_id)
    before = {} if stored is None else {"name": stored.name, "kind": stored.kind}
    _judge(work, {**before, **own}, place_id)
    return edit_row(work, Place, row_id=place_id, version=version, values=own)


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    own = tidy(values)
    if own.get("kind") is not None:
        own["kind"] = PlaceKind(own["kind"])
    return own


def _judge(work: UnitOfWork, own: Mapping[str, Any], place_id: int | None) -> None:
    units = 0
    if place_id is not None:
        counted = select(func.count(Asset.id)).where(Asset.place_id == place_id)
        units = work.session.scalars(counted).one()
    found = [
        *place_findings(own),
        *_taken(work, own.get("name"), place_id),
        *closing_findings(own.get("closed_on"), units=units),
    ]
    if found:
        raise Refused(found)


def _taken(work: UnitOfWork, name: str | None, place_id: int | None) -> list[Finding]:
    if not name:
        return []
    others = work.session.execute(select(Place.id, Place.name).where(Place.id != (place_id or 0)))
    alike = next((one for one in others if one.name.casefold() == name.casefold()), None)
    if alike is None:
        return []
    return [
        Finding(
            Severity.STOP,
            "name_taken",
            f"There is a place called {alike.name} already.",
            remedy="Give this one another name.",
            field="name",
            opens=RecordRef("place", alike.id),
        )
    ]
