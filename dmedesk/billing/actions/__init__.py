"""The write side of billing: a month, its papers and credits, payments, what was not paid."""

from dmedesk.billing.actions.allocating import allocate, release_lines, take_back_allocation
from dmedesk.billing.actions.batches import close_batch, expect_total, open_batch
from dmedesk.billing.actions.crediting import Taken, credit_lines
from dmedesk.billing.actions.denials import appeal, take_back_write_off, write_off
from dmedesk.billing.actions.month import PostedMonth, post_month, preview_month
from dmedesk.billing.actions.papers import (
    make_paper,
    make_papers,
    prepare_folder,
    write_paper,
    write_papers,
)
from dmedesk.billing.actions.passing import PassedOn, pass_on
from dmedesk.billing.actions.payments import (
    return_deposit,
    reverse_payment,
    take_payment,
    take_payments,
)
from dmedesk.billing.actions.rebilling import Rebilled, credit_and_rebill
from dmedesk.billing.actions.remittances import enter_remittance_line, take_remittance_csv
from dmedesk.billing.actions.undo import Credited, UndoneMonth, undo_month

__all__ = [
    "Credited",
    "PassedOn",
    "PostedMonth",
    "Rebilled",
    "Taken",
    "UndoneMonth",
    "allocate",
    "appeal",
    "close_batch",
    "credit_and_rebill",
    "credit_lines",
    "enter_remittance_line",
    "expect_total",
    "make_paper",
    "make_papers",
    "open_batch",
    "pass_on",
    "post_month",
    "prepare_folder",
    "preview_month",
    "release_lines",
    "return_deposit",
    "reverse_payment",
    "take_back_allocation",
    "take_back_write_off",
    "take_payment",
    "take_payments",
    "take_remittance_csv",
    "undo_month",
    "write_off",
    "write_paper",
    "write_papers",
]
