"""What the shop itself decides: its letterhead, who may do what, and what it chose from a day on.

Pure: no database, no clock.
"""

from dmedesk.shop.rules.letterhead import LARGEST_LOGO, company_name, logo_name

__all__ = ["LARGEST_LOGO", "company_name", "logo_name"]
