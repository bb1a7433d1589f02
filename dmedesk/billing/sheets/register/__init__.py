"""The billing register on paper: the sums first, then every line of every invoice."""

from dmedesk.billing.sheets.register.pdf import register_pdf

__all__ = ["register_pdf"]
