"""The views of lists that people keep."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.kit.listing import SavedView
from dmedesk.shop.tables import KeptView


def list_views(session: Session, *, list_key: str, owner: str) -> list[SavedView]:
    """Somebody's views of a list by name; the one without a name is how they left it."""
    chosen = (
        select(KeptView.name, KeptView.content)
        .where(KeptView.owner == owner, KeptView.list_key == list_key)
        .order_by(KeptView.name)
    )
    return [SavedView(name, content) for name, content in session.execute(chosen)]
