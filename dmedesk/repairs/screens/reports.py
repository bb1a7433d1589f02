"""The report of repairs: which models fail, how often, what it costs."""

from dmedesk.kit.plain_list import PlainList
from dmedesk.repairs.queries.listed import ModelFaults, faults_by_model
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListSpec
from dmedesk.widgets.miniatures import Miniature
from dmedesk.widgets.report import Report, money_column, number_column, percent, percent_column
from dmedesk.widgets.words import money


def _facts(row: ModelFaults) -> list[Fact]:
    return [
        Fact("Model", " · ".join(filter(None, (row.product, row.hcpcs)))),
        Fact("Made by", row.manufacturer or "not known"),
        Fact("Repairs", f"{row.repairs:,}"),
        Fact("Units repaired", f"{row.units:,}, {percent(row.share_percentage) or 'none'} of ours"),
        Fact("The same unit again", f"{row.again:,}"),
        Fact("Cost us", money(row.cost_cents)),
        Fact("Last fault", f"{row.last_on}: {row.last_fault}"),
    ]


FAULTS: Report[ModelFaults] = Report(
    ListSpec(
        key="reports.faults",
        title="Faults by model",
        picture="chart-column",
        kind="product",
        one="model",
        query=PlainList(
            lambda session, _on: faults_by_model(session),
            chips={
                "repeated": lambda row, _on: row.repairs > 1,
                "again": lambda row, _on: row.again > 0,
            },
        ),
        columns=(
            ListColumn("product", "Model", lambda row: row.product, width=200, wide=True),
            ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=80, spare=2),
            ListColumn("manufacturer", "Made by", lambda row: row.manufacturer, width=110, spare=3),
            number_column("repairs", "Repairs"),
            number_column("units", "Units"),
            percent_column("share_percentage", "Of ours"),
            number_column("again", "Again", spare=1),
            money_column("cost_cents", "Cost us"),
            ListColumn(
                "last_on",
                "Last",
                lambda row: row.last_on.isoformat(),
                FilterKind.DAY,
                width=92,
                spare=4,
            ),
        ),
        name=lambda row: row.product,
        facts=_facts,
        empty="No fault was reported yet. Report the first one under Repairs.",
        chips=(Chip("repeated", "More than one"), Chip("again", "The same unit again")),
    ),
    about="Which models were reported with a fault, how often, and what it cost",
    picture=Miniature.BARS,
)
