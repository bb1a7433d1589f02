"""The reports of rentals and units: roster, use of the fleet, return on units, payers."""

from dataclasses import replace
from typing import Any

from dmedesk.assets.queries.fleet import FleetUse, fleet_use
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import ListLink
from dmedesk.kit.plain_list import PlainList
from dmedesk.rentals.queries.earned import (
    PayerShare,
    UnitReturn,
    members_by_payer,
    unit_returns,
)
from dmedesk.rentals.screens.rentals import StripReader, spec_of
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListSpec
from dmedesk.widgets.miniatures import Miniature
from dmedesk.widgets.report import (
    Report,
    money_column,
    number_column,
    percent,
    percent_column,
)
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import count_of, money


def roster(strips: StripReader) -> Report[Any]:
    """Every rental, as the list of rentals has them."""
    spec = replace(spec_of(strips), key="reports.roster", title="Rental roster", new="")
    return Report(
        spec,
        about="Who rents what, since when, at which month, and what was billed",
        picture=Miniature.ROWS,
        sums=("billed_cents",),
    )


def _use_facts(row: FleetUse) -> list[Fact]:
    return [
        Fact("Code", row.hcpcs),
        Fact("On rent", f"{row.on_rent:,} of {count_of(row.units, 'unit')}", Tone.OUT),
        Fact("Ready", f"{row.ready:,}", Tone.READY),
        Fact("Cleaning, repair …", f"{row.elsewhere:,}", Tone.WAITING),
        Fact("Sold, lost, retired", f"{row.gone:,}", Tone.CLOSED),
        Fact("In use", percent(row.used_percentage) or "–"),
    ]


FLEET_USE: Report[FleetUse] = Report(
    ListSpec(
        key="reports.fleet_use",
        title="Fleet use",
        picture="chart-column",
        kind="product",
        one="product",
        query=PlainList(
            lambda session, _on: fleet_use(session),
            chips={"idle": lambda row, _on: row.ready > 0, "out": lambda row, _on: not row.ready},
        ),
        columns=(
            ListColumn("product", "Item", lambda row: row.product, width=220, wide=True),
            ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=80, spare=1),
            number_column("units", "Units"),
            number_column("on_rent", "On rent"),
            number_column("ready", "Ready"),
            number_column("elsewhere", "Elsewhere", 92, spare=3),
            number_column("gone", "Gone", spare=2),
            percent_column("used_percentage", "In use"),
        ),
        name=lambda row: row.product,
        facts=_use_facts,
        empty="No units yet. Import them, or enter the first one under Units.",
        chips=(Chip("idle", "With units ready"), Chip("out", "None ready")),
    ),
    about="Units of each item: on rent, ready, elsewhere",
    picture=Miniature.PARTS,
)


def _return_facts(row: UnitReturn) -> list[Fact]:
    return [
        Fact("Item", f"{row.product} · {row.hcpcs}"),
        Fact("Acquired", row.acquired_on.isoformat() if row.acquired_on else "not known"),
        Fact("Cost", money(row.cost_cents) if row.cost_cents is not None else "not known"),
        Fact("Earned here", f"{count_of(row.months, 'month')}, {money(row.earned_cents)}"),
        Fact("Before the move", money(row.before_cents)),
        Fact("Maintenance, repairs", money(row.upkeep_cents)),
        Fact("Return", percent(row.return_percentage) or "–"),
    ]


RETURNS: Report[UnitReturn] = Report(
    ListSpec(
        key="reports.returns",
        title="Return on units",
        picture="chart-column",
        kind="asset",
        one="unit",
        query=PlainList(
            lambda session, _on: unit_returns(session),
            chips={
                "paid_off": lambda row, _on: (row.return_percentage or 0) >= 100,
                "not_yet": lambda row, _on: (
                    row.return_percentage is not None and row.return_percentage < 100
                ),
                "no_cost": lambda row, _on: row.cost_cents is None,
            },
        ),
        columns=(
            ListColumn("serial", "Serial", lambda row: row.serial, width=128),
            ListColumn("product", "Item", lambda row: row.product, width=180, wide=True),
            ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=72, spare=2),
            ListColumn(
                "acquired_on",
                "Acquired",
                lambda row: row.acquired_on.isoformat() if row.acquired_on else "",
                FilterKind.DAY,
                spare=1,
            ),
            money_column("cost_cents", "Cost", spare=6),
            money_column("upkeep_cents", "Upkeep", 92, spare=4),
            number_column("months", "Months", 72, spare=3),
            money_column("earned_cents", "Earned here"),
            money_column("before_cents", "Before the move", 128, spare=5),
            percent_column("return_percentage", "Return"),
        ),
        name=lambda row: row.serial,
        facts=_return_facts,
        empty="No unit has a cost, or has earned rent, yet.",
        chips=(
            Chip("paid_off", "Paid off"),
            Chip("not_yet", "Not yet"),
            Chip("no_cost", "Cost not known"),
        ),
    ),
    about="What each unit cost with its maintenance, and the rent that it earned",
    picture=Miniature.PAIRS,
    sums=("cost_cents", "upkeep_cents", "earned_cents", "before_cents"),
)


def _payer_facts(row: PayerShare) -> list[Fact]:
    return [
        Fact("Payer", f"{row.code} · {row.name}"),
        Fact("Pays first for", count_of(row.covered, "member")),
        Fact("Renting", f"{count_of(row.renting, 'member')}, {count_of(row.rentals, 'rental')}"),
        Fact("Billed here", money(row.billed_cents)),
    ]


BY_PAYER: Report[PayerShare] = Report(
    ListSpec(
        key="reports.by_payer",
        title="Members by payer",
        picture="chart-column",
        kind="payer",
        one="payer",
        query=PlainList(members_by_payer, chips={"renting": lambda row, _on: row.rentals > 0}),
        columns=(
            ListColumn("code", "Payer", lambda row: row.code, width=88),
            ListColumn("name", "Name", lambda row: row.name, width=180, wide=True),
            number_column("covered", "Covered first", 108, spare=2),
            number_column("renting", "Renting members", 124, spare=3),
            number_column("rentals", "Rentals"),
            money_column("billed_cents", "Billed"),
        ),
        name=lambda row: row.code,
        facts=_payer_facts,
        empty="No payers yet.",
        chips=(Chip("renting", "With rentals"),),
    ),
    about="Whom each payer covers, who rents at its cost, what was billed to it",
    picture=Miniature.SHARES,
    sums=("billed_cents",),
    opens=lambda row: ListLink(
        "rentals", Ask("running", (Filter("payer_code", Match.CONTAINS, row.code),))
    ),
)
