"""The invoice on paper, and its credit: one grid, made from plain values frozen by the posting."""

from dmedesk.billing.sheets.drawing import DrawMany, draw_in_turn, presses
from dmedesk.billing.sheets.frozen import draw
from dmedesk.billing.sheets.paper import InvoicePaper, InvoicePaperLine, Step
from dmedesk.billing.sheets.pdf import invoice_pdf
from dmedesk.kit.postal import Address, Letterhead

__all__ = [
    "Address",
    "DrawMany",
    "InvoicePaper",
    "InvoicePaperLine",
    "Letterhead",
    "Step",
    "draw",
    "draw_in_turn",
    "invoice_pdf",
    "presses",
]
