"""The list of counts: of which place, when, how many units are found, missing, not expected."""

from dmedesk.assets.queries.counted import COUNTS, CountListed
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.report import number_column
from dmedesk.widgets.theme import Tone


def state_of(row: CountListed) -> tuple[str, Tone]:
    """Sign and word of how a count stands, and its colour."""
    if row.closed_on is not None:
        return "✓ closed", Tone.READY
    if row.open:
        return f"‖ {row.open:,} open", Tone.WAITING
    return "→ all settled", Tone.OUT


COLUMNS: tuple[ListColumn[CountListed], ...] = (
    number_column("count_no", "Count", 72),
    ListColumn("place", "Place", lambda row: row.place, width=160, wide=True),
    ListColumn("begun_on", "Begun", lambda row: str(row.begun_on), FilterKind.DAY, width=96),
    ListColumn("begun_by", "By", lambda row: row.begun_by, width=96, spare=2),
    ListColumn(
        "open",
        "State",
        lambda row: state_of(row)[0],
        FilterKind.NONE,
        width=112,
        tone=lambda row: state_of(row)[1],
    ),
    ListColumn(
        "closed_on", "Closed", lambda row: str(row.closed_on or ""), FilterKind.DAY, spare=1
    ),
    number_column("expected", "Expected", spare=5),
    number_column("found", "Found", spare=4),
    number_column("missing", "Missing"),
    number_column("unexpected", "Not expected", 104, spare=3),
)


def facts_of(row: CountListed) -> list[Fact]:
    """The preview's lines."""
    word, tone = state_of(row)
    return [
        Fact("State", word, tone),
        Fact("Place", row.place),
        Fact("Begun", f"{row.begun_on} by {row.begun_by}"),
        Fact("Found", f"{row.found:,} of {row.expected:,} expected"),
        Fact("Missing", f"{row.missing:,}"),
        Fact("Not expected", f"{row.unexpected:,}"),
    ]


class CountsPage(ListPage[CountListed]):
    """Every count, open ones to go on with, closed ones to look up."""

    def __init__(self, workplace: Workplace) -> None:
        spec = ListSpec(
            key="counts",
            title="Counts",
            picture="clipboard-list",
            kind="count",
            one="count",
            query=COUNTS,
            columns=COLUMNS,
            name=lambda row: f"Count {row.count_no}, {row.place}",
            facts=facts_of,
            empty="Nothing was counted yet. Begin with one place (Ctrl+N).",
            chips=(
                Chip("open", "Open"),
                Chip("differing", "To settle"),
                Chip("closed", "Closed"),
            ),
            new="Begin a count",
        )
        super().__init__(workplace, spec)
