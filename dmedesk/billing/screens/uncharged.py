"""The report of closed repairs with something that nobody has charged yet."""

from dmedesk.billing.offers.uncharged import UNCHARGED
from dmedesk.billing.queries.repair_charges import RepairUncharged, repairs_uncharged
from dmedesk.kit.plain_list import PlainList
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListSpec
from dmedesk.widgets.miniatures import Miniature
from dmedesk.widgets.report import Report, money_column, number_column
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import count_of, day_of, money


def _facts(row: RepairUncharged) -> list[Fact]:
    return [
        Fact("Left to charge", f"{count_of(row.amounts, 'amount')}, {money(row.cents)}"),
        Fact("Member", row.member),
        Fact("Equipment", row.item),
        Fact("Payer", row.payer or "nobody named", Tone.INK if row.payer else Tone.WAITING),
        Fact("Closed", day_of(row.closed_on)),
        Fact("Remedy", _remedy(row)),
    ]


def _remedy(row: RepairUncharged) -> str:
    if row.payer:
        return "Open it (Enter), and charge it (Alt+G)"
    return "Enter the charge by hand, with its payer"


UNCHARGED_REPAIRS: Report[RepairUncharged] = Report(
    ListSpec(
        key=UNCHARGED,
        title="Repairs to charge",
        picture="chart-column",
        kind="repair",
        one="repair",
        query=PlainList(
            lambda session, _on: repairs_uncharged(session),
            chips={
                "ready": lambda row, _on: bool(row.payer),
                "nobody": lambda row, _on: not row.payer,
            },
        ),
        columns=(
            ListColumn("repair_no", "Repair", lambda row: row.repair_no, width=104),
            ListColumn("member", "Member", lambda row: row.member, width=144),
            ListColumn("item", "Equipment", lambda row: row.item, width=150, wide=True, spare=2),
            ListColumn("payer", "Payer", lambda row: row.payer or "–", width=110, spare=1),
            ListColumn(
                "closed_on",
                "Closed",
                lambda row: day_of(row.closed_on),
                FilterKind.DAY,
                width=92,
            ),
            number_column("amounts", "Amounts", spare=3),
            money_column("cents", "To charge"),
        ),
        name=lambda row: f"{row.repair_no} · {row.member}",
        facts=_facts,
        empty="Every closed repair is charged, or asks for nothing.",
        chips=(Chip("ready", "With a payer"), Chip("nobody", "Without")),
    ),
    about="Closed repairs with parts, labor or a substitute that nobody has charged yet",
    picture=Miniature.BARS,
    sums=("cents",),
)
