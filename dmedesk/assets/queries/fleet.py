"""How the units stand: by their state, and by product."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset


def fleet_by_state(session: Session) -> dict[AssetState, int]:
    """How many units stand how, for every state that has any; one statement."""
    chosen = select(Asset.state, func.count(Asset.id)).group_by(Asset.state)
    return dict(session.execute(chosen).all())
