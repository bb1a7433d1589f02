"""Numbers of records that count on from the highest there is: ``R0042``, ``SLIP-000007``.

Unlike the numbers of invoices they may have gaps, and moved in with the shop in any form.
"""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from dmedesk.store.unit_of_work import UnitOfWork


def next_number(
    work: UnitOfWork, column: InstrumentedAttribute[Any], *, prefix: str, width: int
) -> str:
    """The number after the highest that is the prefix with digits, filled up to ``width`` of them.

    Nobody else gets it: whoever asks at the same time waits until this unit of work ends.
    """
    work.lock(f"numbers of {column}")
    chosen = (
        select(column)
        .where(column.startswith(prefix, autoescape=True))
        .order_by(func.length(column).desc(), column.desc())
    )
    highest = 0
    for number in work.session.scalars(chosen):
        digits = number.removeprefix(prefix)
        if digits.isascii() and digits.isdigit():
            highest = int(digits)
            break
    return f"{prefix}{highest + 1:0{width}}"
