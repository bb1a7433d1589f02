"""What a recall says of a unit that is scanned on its page: met, or clear, and why."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.assets.queries.stops import match_of, notice_of
from dmedesk.assets.rules import serial_key
from dmedesk.assets.rules.criteria import RECALL
from dmedesk.assets.rules.moves import Cause
from dmedesk.assets.tables import Asset


def said_of(session: Session, *, recall_no: str, serial: str) -> str:
    """What the match says of the unit of this serial, in a sentence."""
    unit = session.scalar(select(Asset).where(Asset.serial_key == serial_key(serial)))
    if unit is None:
        return f"No unit here has the serial {serial}."
    said = match_of(session, unit.id, notice_of(session, Cause(RECALL, recall_no)))
    stand = "clear" if said.stand is None else said.stand.value
    return f"{unit.serial} is {stand}: {said.reason}."
