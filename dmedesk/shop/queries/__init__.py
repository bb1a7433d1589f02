"""The read side of the shop itself: letterhead and numbering, people and rights, policies, days."""

from dmedesk.shop.queries.company import (
    closed_days,
    company_on,
    letterhead_on,
    logo_contents,
    logo_faults,
    logo_names,
    numbering,
    stored_closed_days,
    stored_letterheads,
    stored_numbering,
)
from dmedesk.shop.queries.policies import policies, stored_policies
from dmedesk.shop.queries.staff import (
    may_do,
    people,
    person_signed_in,
    role_ticks,
    sign_in_names,
    staff_rows,
    stored_rights,
    stored_staff,
)
from dmedesk.shop.queries.views import list_views

__all__ = [
    "closed_days",
    "company_on",
    "letterhead_on",
    "list_views",
    "logo_contents",
    "logo_faults",
    "logo_names",
    "may_do",
    "numbering",
    "people",
    "person_signed_in",
    "policies",
    "role_ticks",
    "sign_in_names",
    "staff_rows",
    "stored_closed_days",
    "stored_letterheads",
    "stored_numbering",
    "stored_policies",
    "stored_rights",
    "stored_staff",
]
