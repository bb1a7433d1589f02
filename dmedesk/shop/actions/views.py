"""Keeps the views of lists. A convenience of each person's, so the audit trail is not told."""

from sqlalchemy import delete, insert, update

from dmedesk.kit.listing import SavedView
from dmedesk.shop.tables import KeptView
from dmedesk.store.unit_of_work import UnitOfWork


def keep_view(work: UnitOfWork, *, list_key: str, owner: str, view: SavedView) -> None:
    """Keep somebody's view of a list; one of the same name is replaced."""
    key = {"owner": owner, "list_key": list_key, "name": view.name}
    connection = work.session.connection()
    changed = update(KeptView).filter_by(**key).values(content=view.content)
    if not connection.execute(changed).rowcount:
        connection.execute(insert(KeptView).values(**key, content=view.content))


def remove_view(work: UnitOfWork, *, list_key: str, owner: str, name: str) -> None:
    """Forget a view; one that is gone already is no fault."""
    removed = delete(KeptView).filter_by(owner=owner, list_key=list_key, name=name)
    work.session.connection().execute(removed)
