"""Whether a rental is interrupted on a day: its member is away from home."""

from datetime import date

from sqlalchemy import ColumnElement, exists, or_

from dmedesk.rentals.tables import Interruption, Rental


def is_away(on: date) -> ColumnElement[bool]:
    """That the rental's member is away from home on the day."""
    return exists().where(
        Interruption.rental_id == Rental.id,
        Interruption.from_on <= on,
        or_(Interruption.until_on.is_(None), Interruption.until_on > on),
    )
