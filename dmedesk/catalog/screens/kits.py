"""The list of kits: what goes out together."""

from dmedesk.catalog.queries.kits import KITS, KitListed
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.report import number_column

COLUMNS: tuple[ListColumn[KitListed], ...] = (
    ListColumn("name", "Kit", lambda row: row.name, width=240, wide=True),
    number_column("lines", "Items", 72),
    number_column("units", "To scan", 80),
    ListColumn("note", "Note", lambda row: row.note or "", width=200, spare=1),
    ListColumn("from_on", "Offered from", lambda row: str(row.from_on), FilterKind.DAY, width=110),
    ListColumn(
        "ended_on", "Ended", lambda row: str(row.ended_on or ""), FilterKind.DAY, width=96, spare=2
    ),
)


def facts_of(row: KitListed) -> list[Fact]:
    """The preview's lines."""
    return [
        Fact("Items", f"{row.lines:,}"),
        Fact("Units to scan", f"{row.units:,}"),
        Fact("Offered from", str(row.from_on)),
        *([Fact("Ended", str(row.ended_on))] if row.ended_on else []),
        *([Fact("Note", row.note)] if row.note else []),
    ]


class KitsPage(ListPage[KitListed]):
    """Every kit."""

    def __init__(self, workplace: Workplace) -> None:
        spec = ListSpec(
            key="kits",
            title="&Kits",
            picture="package",
            kind="kit",
            one="kit",
            query=KITS,
            columns=COLUMNS,
            name=lambda row: row.name,
            facts=facts_of,
            empty="No kits yet. Enter what always goes out together (Ctrl+N).",
            chips=(Chip("offered", "Offered"), Chip("ended", "Ended")),
            new="New kit",
        )
        super().__init__(workplace, spec)
