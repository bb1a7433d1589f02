"""The foot of a slip, where people write: the signature, or why there is none.

It takes a third of the page: boxes are large enough for a pen on a knee. Nothing is torn apart,
the block stays whole on the last page.
"""

from dmedesk.deliveries.rules.paper import SignedHere
from dmedesk.deliveries.rules.words import Relationship, TicketKind, UnsignedReason
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, column, column_end
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.typeface import SMALL, STRONG, TEXT, Style

_BOX = 9.0
_SIGNING_HEIGHT = 54.0
_WRITING_HEIGHT = 42.0
_BELOW_LABEL = 10.0
_ABOVE = 4.0
_CROSS = "×"

HEIGHT = 264.0
"""How much of the page the whole foot takes, in points."""

SIGNERS = {
    Relationship.SELF: "the member",
    Relationship.SPOUSE: "spouse",
    Relationship.FAMILY: "relative",
    Relationship.CAREGIVER: "caregiver",
    Relationship.GUARDIAN: "guardian",
    Relationship.NEIGHBOR: "neighbor",
    Relationship.FACILITY_STAFF: "facility's staff",
}
"""Who may sign, as the slip asks. The supplier's own people are not among them."""

REASONS = {
    UnsignedReason.PHYSICALLY_UNABLE: "physically unable",
    UnsignedReason.COGNITIVELY_UNABLE: "not able to understand",
    UnsignedReason.NOBODY_HOME: "nobody at home",
    UnsignedReason.LEFT_AS_AGREED: "left as agreed",
    UnsignedReason.REFUSED_TO_SIGN: "would not sign",
    UnsignedReason.INFECTION: "infection",
}
"""Why nobody signed, as the driver ticks it."""

_SAYS = {
    TicketKind.DELIVERY: "I received the items above, clean and in working order, and was shown"
    " how to use them.",
    TicketKind.PICKUP: "The items above were taken back.",
    TicketKind.EXCHANGE: "I received the item marked Out, clean and in working order, and gave"
    " back the item marked Back.",
}


def draw_signing(
    sheet: Sheet, kind: TicketKind, y: float, signed: SignedHere | None = None
) -> None:
    """The signature block with its top at ``y``, and below it the driver's.

    What was ``signed`` on screen stands in its places.
    """
    sheet.rule(LEFT, RIGHT, y, RULE)
    y += 1.5 * LINE
    sheet.text(LEFT, y, _SAYS[kind], TEXT)
    y += _SIGNING_HEIGHT
    if signed is not None:
        _draw_signed(sheet, signed, y)
    field(sheet, LEFT, column_end(8), y, "Signature of the member or of whoever receives it")
    day = "Date received" if kind is not TicketKind.PICKUP else "Date taken back"
    field(sheet, column(9), RIGHT, y, day)
    y += _WRITING_HEIGHT + _BELOW_LABEL
    field(sheet, LEFT, column_end(6), y, "Printed name")
    sheet.text(column(7), y - 2 * LINE, "Who signs", SMALL)
    who = SIGNERS.get(signed.relationship, "") if signed and signed.relationship else ""
    xs = (column(7), column(9), column(11))
    _choices(sheet, tuple(SIGNERS.values()), xs, y - LINE + 2, ticked=who)
    y += 2.25 * LINE
    sheet.rule(LEFT, RIGHT, y)
    y += 1.25 * LINE
    sheet.text(LEFT, y, "If nobody could sign", STRONG)
    _choices(sheet, tuple(REASONS.values()), (column(4), column(7), column(10)), y)
    y += LINE + _WRITING_HEIGHT
    field(sheet, LEFT, column_end(8), y, "The driver's own note: what was done, who was there")
    field(sheet, column(9), RIGHT, y, "Driver, date")


def _draw_signed(sheet: Sheet, signed: SignedHere, y: float) -> None:
    """The drawn signature on its line at ``y``, the day, the printed name, and the proof's seal."""
    high = _SIGNING_HEIGHT - _ABOVE
    strokes = signed.drawing.scaled(column_end(8) - LEFT, high)
    sheet.strokes(LEFT, y - high, strokes)
    day = signed.signed_on.isoformat() if signed.signed_on else ""
    sheet.text(column(9), y - _ABOVE, day, STRONG)
    sheet.text(LEFT, y + _BELOW_LABEL + _WRITING_HEIGHT - _ABOVE, signed.signer, STRONG)
    sheet.text_right(RIGHT, y + _BELOW_LABEL, f"Seal {signed.seal}", SMALL)


def field(sheet: Sheet, from_x: float, to_x: float, y: float, label: str) -> None:
    """A line to write on at ``y``, its label below it."""
    sheet.rule(from_x, to_x, y, RULE)
    sheet.text(from_x, y + _BELOW_LABEL, label, SMALL)


def _choices(
    sheet: Sheet, words: tuple[str, ...], xs: tuple[float, ...], y: float, *, ticked: str = ""
) -> None:
    """Squares to tick, in columns at ``xs``, row after row from the baseline ``y`` on."""
    for place, word in enumerate(words):
        line, at = divmod(place, len(xs))
        tick(sheet, xs[at], y + line * LINE, word, is_ticked=word == ticked)


def tick(
    sheet: Sheet, x: float, y: float, word: str, style: Style = SMALL, *, is_ticked: bool = False
) -> None:
    """A square to tick with its word, on the baseline ``y``."""
    sheet.box(x, y - _BOX + 1.5, _BOX)
    if is_ticked:
        sheet.text(x + 2, y - 0.5, _CROSS, STRONG)
    sheet.text(x + _BOX + 4, y, word, style)
