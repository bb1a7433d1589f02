"""The write side of the shop itself: founding, letterhead, numbers, people, policies, days."""

from dmedesk.shop.actions.company import (
    INVOICE_NUMBERS,
    change_numbering,
    close_day,
    found_shop,
    keep_logos,
    numbers_were_given,
    open_day,
    take_closed_days,
    take_letterheads,
    take_numbering,
    take_numbers,
    write_letterhead,
)
from dmedesk.shop.actions.policies import say_policy, take_policies
from dmedesk.shop.actions.sign_in import choose_pin, sign_in
from dmedesk.shop.actions.staff import (
    add_person,
    change_person,
    set_pin,
    take_rights,
    take_staff,
    tick_rights,
)
from dmedesk.shop.actions.views import keep_view, remove_view

__all__ = [
    "INVOICE_NUMBERS",
    "add_person",
    "change_numbering",
    "change_person",
    "choose_pin",
    "close_day",
    "found_shop",
    "keep_logos",
    "keep_view",
    "numbers_were_given",
    "open_day",
    "remove_view",
    "say_policy",
    "set_pin",
    "sign_in",
    "take_closed_days",
    "take_letterheads",
    "take_numbering",
    "take_numbers",
    "take_policies",
    "take_rights",
    "take_staff",
    "tick_rights",
    "write_letterhead",
]
