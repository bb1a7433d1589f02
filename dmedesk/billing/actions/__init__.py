"""The write side of billing: preview, post and undo a month, and the papers of its invoices."""

from dmedesk.billing.actions.month import PostedMonth, post_month, preview_month
from dmedesk.billing.actions.papers import (
    make_paper,
    make_papers,
    prepare_folder,
    write_paper,
    write_papers,
)
from dmedesk.billing.actions.undo import Credited, UndoneMonth, undo_month

__all__ = [
    "Credited",
    "PostedMonth",
    "UndoneMonth",
    "make_paper",
    "make_papers",
    "post_month",
    "prepare_folder",
    "preview_month",
    "undo_month",
    "write_paper",
    "write_papers",
]
