"""The rate engine as billing asks it: with the calendar of business days of Massachusetts.

Only a substitute that is paid by the day needs it, 130 CMR 427.426(C).
"""

from datetime import date

from dmedesk.rates import price
from dmedesk.rates.answer import Quote, Refusal
from dmedesk.rates.question import Request


def priced(request: Request) -> Quote | Refusal:
    """The amount that the rules allow, or why there is none."""
    return price(request, None, _is_business_day)


def _is_business_day(day: date) -> bool:
    from dmedesk.kit.calendar import is_business_day  # noqa: PLC0415 - most runs need no calendar

    return is_business_day(day)
