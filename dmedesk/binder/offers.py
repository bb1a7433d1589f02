"""What binders offer to other pages: the way to a member's binder, and that one was made."""

from collections.abc import Sequence
from typing import Any

from dmedesk.binder.queries import binders_of, member_of
from dmedesk.kit.offers import Event, Related, State
from dmedesk.kit.references import RecordRef

_RANK = 60
_SEAL = 16


def related(session: Any, ref: RecordRef) -> Sequence[Related]:
    """A member's binder; of a rental and a repair that of its member."""
    if ref.kind == "member":
        made = len(binders_of(session, member_id=ref.id))
        title = f"Audit binder ({made} made)" if made else "Audit binder"
        return [Related(title, 1, RecordRef("binder", ref.id), rank=_RANK)]
    member_id = member_of(session, ref)
    if member_id is None:
        return ()
    return [Related("The member's audit binder", 1, RecordRef("binder", member_id), rank=_RANK)]


def events(session: Any, ref: RecordRef) -> Sequence[Event]:
    """That a member's binder was made, by whom, how long it is, and its digest."""
    if ref.kind != "member":
        return ()
    return [
        Event(
            one.made_at.astimezone().date(),
            f"Audit binder {one.binder_no} was made: {one.pages:,} pages, {one.missing} missing,"
            f" SHA-256 {one.sha256[:_SEAL]}",
            State.READY,
            one.made_by,
            opens=RecordRef("binder", ref.id),
            place=9,
        )
        for one in binders_of(session, member_id=ref.id)
    ]
