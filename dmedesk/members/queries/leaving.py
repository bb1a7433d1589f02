"""Whether a member is still with the shop on a day: as lists of other houses ask, too."""

from datetime import date

from sqlalchemy import ColumnElement, and_, or_

from dmedesk.members.tables import Member


def is_gone(on: date) -> ColumnElement[bool]:
    """Whether the member died, or has left by a day."""
    return or_(Member.deceased_on.is_not(None), Member.left_on <= on)


def is_here(on: date) -> ColumnElement[bool]:
    """Whether the member lives, and has not left by a day."""
    stays = or_(Member.left_on.is_(None), Member.left_on > on)
    return and_(Member.deceased_on.is_(None), stays)
