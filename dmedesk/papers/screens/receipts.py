"""What members received, by our slips and before; how long it lasts is said where it is not."""

from collections.abc import Mapping
from typing import Any

from dmedesk.kit.cells import hcpcs
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.picking import MEMBER_PICKER
from dmedesk.papers.actions.receiving import correct_receipt, enter_receipt
from dmedesk.papers.queries.listed_limits import RECEIPTS, ReceiptListed
from dmedesk.papers.rules.limit_words import SOURCE_WORDS
from dmedesk.papers.screens.lists import add_tool
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Key, Workplace


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


SPEC: ListSpec[ReceiptListed] = ListSpec(
    key="receipts",
    title="Received",
    picture="package",
    kind="member",
    one="receipt",
    query=RECEIPTS,
    columns=(
        ListColumn(
            "received_on", "Received", lambda row: str(row.received_on), FilterKind.DAY, width=96
        ),
        ListColumn("member", "Member", lambda row: row.member, width=150, wide=True),
        ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=72),
        ListColumn(
            "quantity",
            "Qty",
            lambda row: _number(row.quantity),
            FilterKind.NUMBER,
            width=64,
            figures=True,
        ),
        ListColumn(
            "days", "Days", lambda row: _number(row.days), FilterKind.NUMBER, width=64, figures=True
        ),
        ListColumn(
            "returned_on",
            "Came back",
            lambda row: str(row.returned_on or ""),
            FilterKind.DAY,
            width=96,
            spare=2,
        ),
        ListColumn(
            "source",
            "Known from",
            lambda row: SOURCE_WORDS[row.source],
            FilterKind.CHOICE,
            width=120,
            options=tuple(SOURCE_WORDS.items()),
        ),
        ListColumn("source_no", "Number", lambda row: row.source_no, width=120, spare=1),
        ListColumn("payer", "Payer", lambda row: row.payer or "", width=110, spare=3),
    ),
    name=lambda row: f"{row.hcpcs}, {row.member}",
    facts=lambda row: [
        Fact("Member", f"{row.member} · {row.member_no}"),
        Fact("Received", f"{row.quantity} of {row.hcpcs} on {row.received_on}"),
        Fact("Lasts", f"{row.days} days" if row.days else "not said"),
        *([Fact("Came back", str(row.returned_on))] if row.returned_on else []),
        Fact("Known from", f"{SOURCE_WORDS[row.source]} {row.source_no}"),
        *([Fact("Payer", row.payer)] if row.payer else []),
        *([Fact("Note", row.note)] if row.note else []),
    ],
    empty="Nothing was received yet. Slips write it down when they are proven; enter here what"
    " members had before, for limits and refills count from it.",
    chips=(
        Chip("with_them", "With them"),
        Chip("supplies", "Supplies"),
        Chip("earlier", "Before us"),
        Chip("returned", "Came back"),
    ),
    ref=lambda row: RecordRef("member", row.member_id),
)

_THING: tuple[FormField, ...] = (
    FormField("received_on", "Received on", Kind.DAY, required=True),
    FormField("quantity", "Quantity", Kind.NUMBER, required=True, least=0),
    FormField("days", "Lasts days", Kind.NUMBER, least=1, help="a supply"),
    FormField("returned_on", "Came back on", Kind.DAY),
    FormField("note", "Note", help="who says so, or what was wrong"),
)


class ReceiptsPage(ListPage[ReceiptListed]):
    """Everything that members received."""

    keys = (
        *ListPage.keys,
        Key("Alt+I", "enter what a member received before"),
        Key("Alt+O", "correct the chosen receipt, or say how long it lasts"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, SPEC)
        whose = (
            FormField("member_id", "Member", Kind.RECORD, required=True, picker=MEMBER_PICKER),
            FormField("hcpcs", "Code", required=True, reads=hcpcs),
        )
        told = lambda: workplace.say("It is written down.")  # noqa: E731 - one word for both
        self.entering = ActionBar(
            workplace, self.fail, (*whose, *_THING), action="enter_receipt", done=told, columns=4
        )
        self.correcting = ActionBar(
            workplace, self.fail, _THING, action="correct_receipt", done=told
        )
        for bar in (self.entering, self.correcting):
            self.bars.addWidget(bar)
        add_tool(self, "enter_receipt", "Enter earl&ier …", self.ask_earlier, "From before (Alt+I)")
        add_tool(
            self, "correct_receipt", "C&orrect …", self.ask_correction, "The chosen one (Alt+O)"
        )

    def ask_earlier(self) -> None:
        """Ask what a member received before, or elsewhere."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return enter_receipt(work, values=values)

        self.correcting.hide()
        title = "What a member received before, from you or elsewhere"
        self.entering.open_bar(title, "Enter it", act, {"quantity": 1})

    def ask_correction(self) -> None:
        """Ask what is otherwise about the chosen receipt."""
        row = self.list.chosen_row()
        if row is None or not self.workplace.may_write:
            return
        receipt_id = row.id

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return correct_receipt(work, receipt_id=receipt_id, values=values)

        self.entering.hide()
        begun = {
            name: getattr(row, name) for name in ("received_on", "quantity", "days", "returned_on")
        }
        title = f"{row.hcpcs} of {row.member}, {row.source_no}; quantity 0: nothing after all"
        self.correcting.open_bar(title, "Write it down", act, begun)
