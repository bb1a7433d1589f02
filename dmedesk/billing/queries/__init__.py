"""The read side of billing: what a month is made from, and what was posted."""

from dmedesk.billing.queries.month import month_facts

__all__ = ["month_facts"]
