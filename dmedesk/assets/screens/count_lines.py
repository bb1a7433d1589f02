"""The units of a count as a table: its columns, and the chips above it."""

from dmedesk.assets.queries.counted import CountLine, CountRead
from dmedesk.assets.rules.counts import SETTLING_WORDS, STANDING_WORDS, Standing
from dmedesk.widgets.listing import FilterKind, ListColumn
from dmedesk.widgets.theme import Tone

TONES = {
    Standing.FOUND: Tone.READY,
    Standing.MISSING: Tone.STOPPED,
    Standing.UNEXPECTED: Tone.WAITING,
}
SIGNS = {Standing.FOUND: "✓", Standing.MISSING: "✕", Standing.UNEXPECTED: "‖"}
ALL, OPEN = "all", "open"


def standing_of(line: CountLine) -> str:
    """Sign and word of how a unit stands in the count."""
    return f"{SIGNS[line.standing]} {STANDING_WORDS[line.standing]}"


def _settled(line: CountLine) -> str:
    if line.is_open:
        return "to be settled"
    return "" if line.settled is None else SETTLING_WORDS[line.settled]


def _who(line: CountLine) -> str:
    return "" if line.settled is None else f"{line.settled_by}, {line.settled_on}"


LINES: tuple[ListColumn[CountLine], ...] = (
    ListColumn("serial", "Serial", lambda line: line.serial, width=140),
    ListColumn("product", "Item", lambda line: line.product, width=150, wide=True),
    ListColumn(
        "standing",
        "Stands",
        standing_of,
        width=112,
        tone=lambda line: TONES[line.standing],
    ),
    ListColumn("said", "By the records", lambda line: line.said, width=196),
    ListColumn(
        "settled",
        "What became of it",
        _settled,
        width=230,
        tone=lambda line: Tone.WAITING if line.is_open else Tone.INK,
    ),
    ListColumn("settled_by", "Settled by", _who, width=176, spare=1),
    ListColumn("note", "Note", lambda line: line.note or "", FilterKind.TEXT, width=130, spare=2),
)

KINDS: tuple[tuple[str, str], ...] = (
    (OPEN, "To settle"),
    (Standing.MISSING.value, "Missing"),
    (Standing.UNEXPECTED.value, "Not expected"),
    (Standing.FOUND.value, "Found"),
    (ALL, "All"),
)


def lines_like(read: CountRead, kind: str) -> list[CountLine]:
    """The units of a count that a chip shows."""
    return [
        line
        for line in read.lines
        if kind == ALL or (line.is_open if kind == OPEN else line.standing == kind)
    ]
