"""The list of maintenance plans: what the makers ask for, product by product."""

from dmedesk.assets.queries.plans import PLANS, PlanListed
from dmedesk.assets.rules.maintenance import Every, Plan
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.report import number_column

EVERY_WORDS = {Every.MONTHS: "Months", Every.HOURS: "Hours of use", Every.RETURN: "Each return"}
"""What a plan counts by, as it is chosen."""


def how_often(row: PlanListed) -> str:
    """How often the work is asked for, in words."""
    return Plan(row.id, row.work, row.every, row.interval_count).words()


COLUMNS: tuple[ListColumn[PlanListed], ...] = (
    ListColumn("product", "Product", lambda row: row.product, width=200, wide=True),
    ListColumn("work", "Work", lambda row: row.work, width=190),
    ListColumn("interval_count", "How often", how_often, FilterKind.NUMBER, width=130),
    ListColumn("source", "Source", lambda row: row.source or "", width=190, spare=1),
    number_column("units", "Units", 72),
    ListColumn(
        "ended_on", "Ended", lambda row: str(row.ended_on or ""), FilterKind.DAY, width=96, spare=2
    ),
)


def facts_of(row: PlanListed) -> list[Fact]:
    """The preview's lines."""
    return [
        Fact("Product", row.product),
        Fact("How often", how_often(row)),
        Fact("Source", row.source or "not noted"),
        Fact("Units", f"{row.units:,}"),
        *([Fact("Ended", str(row.ended_on))] if row.ended_on else []),
    ]


class PlansPage(ListPage[PlanListed]):
    """Every plan."""

    def __init__(self, workplace: Workplace) -> None:
        spec = ListSpec(
            key="plans",
            title="Plans",
            picture="calendar-days",
            kind="plan",
            one="plan",
            query=PLANS,
            columns=COLUMNS,
            name=lambda row: row.work,
            facts=facts_of,
            empty="No plans yet. Enter what the maker of a product asks for (Ctrl+N).",
            chips=(Chip("asked", "In force"), Chip("ended", "Ended")),
            new="New plan",
        )
        super().__init__(workplace, spec)
