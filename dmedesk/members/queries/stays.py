"""Where members live, by days."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.members.rules import Stay
from dmedesk.members.tables import Residence


def stays_of(session: Session, member_ids: Collection[int]) -> dict[int, tuple[Stay, ...]]:
    """Where these members live, by member; one statement."""
    columns = (Residence.member_id, Residence.setting, Residence.from_on, Residence.until_on)
    chosen = select(*columns).where(Residence.member_id.in_(member_ids))
    found: dict[int, list[Stay]] = defaultdict(list)
    for member_id, setting, from_on, until_on in session.execute(chosen):
        found[member_id].append(Stay(setting, from_on, until_on))
    return {member_id: tuple(stays) for member_id, stays in found.items()}
