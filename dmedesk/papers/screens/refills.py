"""The due list of refills: whom to ask, who wants one, what can be delivered from when."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dmedesk.kit.plain_list import PlainList
from dmedesk.kit.references import RecordRef
from dmedesk.papers.actions.receiving import say_insulin
from dmedesk.papers.actions.refilling import order_refill, record_contact, take_back_contact
from dmedesk.papers.queries.refills import RefillRow, refills
from dmedesk.papers.rules.limit_words import ANSWER_WORDS, Channel
from dmedesk.papers.rules.refills import DUE, STATE_WORDS, RefillState
from dmedesk.papers.screens.early_fields import CONTACT, contact_from
from dmedesk.papers.screens.lists import add_tool
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.miniatures import Miniature
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.report import Report
from dmedesk.widgets.theme import Tone

_SIGNS = {
    RefillState.RUN_OUT: ("✕", Tone.STOPPED),
    RefillState.TO_DELIVER: ("→", Tone.OUT),
    RefillState.TO_ASK: ("‖", Tone.WAITING),
    RefillState.WANTED: ("✓", Tone.READY),
    RefillState.NO_DAYS: ("?", Tone.WAITING),
    RefillState.NOT_NOW: ("–", Tone.INK),
    RefillState.ENOUGH: ("✓", Tone.READY),
    RefillState.STOPPED: ("–", Tone.CLOSED),
}


def state_of(row: RefillRow) -> tuple[str, Tone]:
    """Sign and word of where a refill stands, and its colour."""
    sign, tone = _SIGNS[row.state]
    return f"{sign} {STATE_WORDS[row.state]}", tone


def _day(day: date | None) -> str:
    return "" if day is None else str(day)


def _contact(row: RefillRow) -> str:
    if row.contact_on is None or row.answer is None:
        return "nobody asked yet"
    return f"{row.contact_on}: {ANSWER_WORDS[row.answer].lower()}"


_COLUMNS: tuple[ListColumn[RefillRow], ...] = (
    ListColumn(
        "state",
        "State",
        lambda row: state_of(row)[0],
        FilterKind.CHOICE,
        width=140,
        tone=lambda row: state_of(row)[1],
        options=tuple(STATE_WORDS.items()),
    ),
    ListColumn("member", "Member", lambda row: row.member, width=140, wide=True),
    ListColumn("phone", "Phone", lambda row: row.phone or "", width=116, spare=2),
    ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=72),
    ListColumn("item", "Item", lambda row: row.item, width=150, spare=1),
    ListColumn("through_on", "Lasts to", lambda row: _day(row.through_on), FilterKind.DAY),
    ListColumn("asks_on", "Ask from", lambda row: _day(row.asks_on), FilterKind.DAY, spare=4),
    ListColumn("delivers_on", "Deliver from", lambda row: _day(row.delivers_on), FilterKind.DAY),
    ListColumn("contact_on", "Asked", _contact, FilterKind.DAY, width=190, spare=3),
)


def _facts(row: RefillRow) -> list[Fact]:
    lasts = f"{row.quantity} for {row.days} days" if row.days else f"{row.quantity}"
    return [
        Fact("State", *state_of(row)),
        Fact("Member", f"{row.member} · {row.member_no}"),
        *([Fact("Phone", row.phone)] if row.phone else []),
        Fact("Item", f"{row.hcpcs} {row.item}".strip()),
        Fact("Received", f"{row.received_on}: {lasts}"),
        Fact("Lasts to", _day(row.through_on) or "say how long under Received"),
        *([Fact("Ask from", str(row.asks_on))] if row.asks_on else []),
        *([Fact("Deliver", f"from {row.delivers_on}")] if row.delivers_on else []),
        Fact("Asked", _contact(row)),
        *([Fact("Whom", row.who)] if row.who else []),
        *([Fact("Order", row.order_no)] if row.order_no else []),
    ]


def _is(state: RefillState) -> Any:
    return lambda row, _on: row.state is state


def refills_spec(key: str) -> ListSpec[RefillRow]:
    """The due list, or the report of it."""
    return ListSpec(
        key=key,
        title="Refills",
        picture="refresh-cw",
        kind="member",
        one="supply",
        many="supplies",
        query=PlainList(
            refills,
            chips={
                "due": lambda row, _on: row.state in DUE,
                "to_ask": lambda row, _on: row.state in (RefillState.TO_ASK, RefillState.RUN_OUT),
                "to_deliver": _is(RefillState.TO_DELIVER),
                "wanted": _is(RefillState.WANTED),
                "no_days": _is(RefillState.NO_DAYS),
                "stopped": _is(RefillState.STOPPED),
            },
        ),
        columns=_COLUMNS,
        name=lambda row: f"{row.hcpcs}, {row.member}",
        facts=_facts,
        empty="No supply runs yet. What is delivered with its days stands here.",
        chips=(
            Chip("due", "Due"),
            Chip("to_ask", "To ask"),
            Chip("to_deliver", "To deliver"),
            Chip("wanted", "Wanted, not yet"),
            Chip("no_days", "Days not said"),
            Chip("stopped", "No more"),
        ),
        ref=lambda row: RecordRef("member", row.member_id),
    )


REPORTS: tuple[Report[RefillRow], ...] = (
    Report(
        refills_spec("reports.refills"),
        about="Supplies by the day on which they end, and who was asked",
        picture=Miniature.DAYS,
        opens=lambda row: RecordRef("member", row.member_id),
    ),
)

_INSULIN: tuple[FormField, ...] = (
    FormField("from_on", "From", Kind.DAY, required=True),
    FormField("is_treated", "With insulin", Kind.YES_NO),
    FormField("said_by", "Who says so", required=True, help="paper, practitioner"),
)


class RefillsPage(ListPage[RefillRow]):
    """Every supply, the most urgent first; contacts are recorded and orders made here."""

    keys = (
        *ListPage.keys,
        Key("Alt+A", "record whom you asked, and the answer"),
        Key("Alt+O", "make the order of what is wanted; again: open it"),
        Key("Alt+I", "say whether the member is treated with insulin"),
        Key("Alt+C", "take the contact back"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, refills_spec("refills"))
        self.asking = ActionBar(
            workplace,
            self.fail,
            CONTACT,
            action="record_contact",
            done=lambda: workplace.say("The contact is recorded."),
            columns=3,
        )
        self.insulin = ActionBar(
            workplace,
            self.fail,
            _INSULIN,
            action="say_insulin",
            done=lambda: workplace.say("It is written down."),
        )
        self.undoing = ActionBar(
            workplace,
            self.fail,
            (FormField("why", "Why", required=True),),
            action="take_back_contact",
            done=lambda: workplace.say("The contact is taken back."),
        )
        for bar in (self.asking, self.insulin, self.undoing):
            self.bars.addWidget(bar)
        add_tool(self, "record_contact", "&Asked …", self.ask_contact, "Record a contact (Alt+A)")
        add_tool(
            self,
            "order_refill",
            "&Order",
            self.make_order,
            "Make the order of what is wanted (Alt+O)",
        )
        add_tool(self, "say_insulin", "&Insulin …", self.ask_insulin, "With insulin or not (Alt+I)")
        add_tool(self, "take_back_contact", "Take ba&ck …", self.ask_undo, "The contact (Alt+C)")

    def _only(self, bar: ActionBar) -> None:
        for one in (self.asking, self.insulin, self.undoing):
            if one is not bar:
                one.hide()

    def _chosen(self) -> RefillRow | None:
        return self.list.chosen_row() if self.workplace.may_write else None

    def ask_contact(self) -> None:
        """Ask who was asked, and what they said."""
        row = self._chosen()
        if row is None:
            return
        member_id, code = row.member_id, row.hcpcs

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return record_contact(
                work, member_id=member_id, hcpcs=code, contact=contact_from(values)
            )

        self._only(self.asking)
        begun = {"contacted_on": self.workplace.today, "channel": Channel.PHONE.value}
        title = f"Whom did you ask about {code} for {row.member}?"
        self.asking.open_bar(title, "Record it", act, {**begun, "who": row.who or row.member})

    def make_order(self) -> None:
        """Make the order of what is wanted; where there is one, open it."""
        row = self._chosen()
        if row is None:
            return
        if row.order_id is not None:
            self.workplace.navigator.open_record(RecordRef("order", row.order_id))
            return
        member_id, code = row.member_id, row.hcpcs
        self.workplace.runner.operate(
            lambda work: order_refill(work, member_id=member_id, hcpcs=code),
            action="order_refill",
            done=self._open_order,
            failed=self.fail,
        )

    def _open_order(self, order_id: int) -> None:
        self.workplace.changed.emit()
        self.workplace.navigator.open_record(RecordRef("order", order_id))

    def ask_insulin(self) -> None:
        """Ask from when the member is treated with insulin, or is not."""
        row = self._chosen()
        if row is None:
            return
        member_id = row.member_id

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return say_insulin(
                work,
                member_id=member_id,
                from_on=values["from_on"],
                is_treated=bool(values["is_treated"]),
                said_by=values["said_by"],
            )

        self._only(self.insulin)
        begun = {"from_on": self.workplace.today, "is_treated": True}
        self.insulin.open_bar(f"Is {row.member} treated with insulin?", "Write it", act, begun)

    def ask_undo(self) -> None:
        """Ask why the contact counts no more."""
        row = self._chosen()
        if row is None or not row.contact_no:
            return
        number = row.contact_no

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return take_back_contact(work, contact_no=number, why=values["why"])

        self._only(self.undoing)
        self.undoing.open_bar(f"Take {number} back", "Take it back", act, {})
