"""The last day on which anything was heard of a unit, and since when a unit counts as unseen."""

from datetime import date
from typing import Any

from sqlalchemy import exists, func, literal, select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.rules.counts import CountStep
from dmedesk.assets.rules.maintenance import LogStep
from dmedesk.assets.tables import Asset, CountFact, MaintenanceEntry, UnitCheck
from dmedesk.kit.calendar import months_after
from dmedesk.shop.queries.policies import policies
from dmedesk.shop.rules.policies import UNSEEN_MONTHS
from dmedesk.store.lists import latest

_NEVER = literal(date.min)
_Voided = aliased(MaintenanceEntry)


def last_heard(moved_on: Any) -> Any:
    """The last day of any fact of a unit: a move (or what it came to the shop with), a check, a
    scan in a count, an entry in its log. Empty where there is none.
    """
    facts = (
        _last(UnitCheck.checked_on, UnitCheck),
        _last(CountFact.done_on, CountFact, CountFact.step == CountStep.SCANNED),
        _last(
            MaintenanceEntry.done_on,
            MaintenanceEntry,
            MaintenanceEntry.step != LogStep.TAKEN_BACK,
            ~exists().where(
                _Voided.asset_id == MaintenanceEntry.asset_id,
                _Voided.reverses == MaintenanceEntry.turn,
            ),
        ),
    )
    told = (func.coalesce(one, _NEVER) for one in (moved_on, *facts))
    return func.nullif(latest(*told), _NEVER, type_=UnitCheck.checked_on.type)


def _last(day: Any, table: Any, *clauses: Any) -> Any:
    chosen = select(func.max(day)).where(table.asset_id == Asset.id, *clauses)
    return chosen.correlate(Asset).scalar_subquery()


def unseen_since(session: Session, on: date) -> date:
    """Of what was not heard later than this day the shop says that it is unseen."""
    months = int(policies(session).value(UNSEEN_MONTHS, on=on))
    return months_after(on, -months)
