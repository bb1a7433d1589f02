"""322.03(15): recalls.

Every recall is addressed as the manufacturer instructs. Where the item is potentially dangerous or
defective and could foreseeably cause serious harm or death, the member gets a copy of the notice
and the instructed action is finished within five business days of the provider's receipt.
Costs that nobody else covers are inside the rate: there is no claim line.

"Business day" is not defined there: the calendar of Massachusetts is an argument. The day of
receipt is not counted, whatever day it is.
"""

from datetime import date, timedelta

from dmedesk.rates.answer import Unpriced
from dmedesk.rates.law import masshealth
from dmedesk.rates.question import Calendar


def recall_deadline(received_on: date, is_business_day: Calendar) -> date:
    """The last day to finish, for a notice received on a day.

    Raises ``Unpriced`` (``outside_effective_dates``) before the first edition in hand.
    """
    law = masshealth().on(received_on)
    if law is None:
        raise Unpriced(
            "outside_effective_dates",
            f"no edition of 101 CMR 322.03 in hand is in force on {received_on}.",
            "101 CMR 322.03(15)",
        )
    return business_days_after(received_on, law.recall_business_days, is_business_day)


def business_days_after(day: date, count: int, is_business_day: Calendar) -> date:
    """The ``count``-th business day after a day, which itself is not counted."""
    while count:
        day += timedelta(days=1)
        count -= is_business_day(day)
    return day
