"""The list of worksheets of individual consideration."""

from dmedesk.papers.queries.worksheets import WORKSHEETS, WorksheetListed
from dmedesk.papers.rules.worksheet import OF_WORDS
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.report import money_column
from dmedesk.widgets.words import money

WORKSHEET_LIST: ListSpec[WorksheetListed] = ListSpec(
    key="worksheets",
    title="Worksheets",
    picture="scale",
    kind="worksheet",
    one="worksheet",
    query=WORKSHEETS,
    columns=(
        ListColumn("worksheet_no", "Number", lambda row: row.worksheet_no, width=96),
        ListColumn("priced_on", "Day", lambda row: str(row.priced_on), FilterKind.DAY, width=96),
        ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=72),
        ListColumn("description", "Item", lambda row: row.description, width=150, wide=True),
        ListColumn("member", "Member", lambda row: row.member or "", width=140, spare=2),
        ListColumn("request_no", "PA request", lambda row: row.request_no or "", width=104),
        ListColumn(
            "what",
            "For",
            lambda row: OF_WORDS[row.what],
            FilterKind.CHOICE,
            width=130,
            spare=1,
            options=tuple(OF_WORDS.items()),
        ),
        money_column("usual_charge_cents", "Usual charge", 112, spare=3),
        money_column("result_cents", "Allowed", 92),
    ),
    name=lambda row: f"{row.worksheet_no} · {row.description}",
    facts=lambda row: [
        Fact("Allowed", f"{money(row.result_cents)} for one unit"),
        Fact("For", OF_WORDS[row.what]),
        Fact("Code", row.hcpcs),
        Fact("Day", str(row.priced_on)),
        *([Fact("Member", row.member)] if row.member else []),
        *([Fact("PA request", row.request_no)] if row.request_no else []),
    ],
    empty="No worksheet yet: one says what an item without a published fee may be charged at"
    " (Ctrl+N).",
    chips=(Chip("with_request", "With a request"), Chip("alone", "Without")),
    new="New worksheet",
)


class WorksheetsPage(ListPage[WorksheetListed]):
    """Every worksheet."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, WORKSHEET_LIST)
