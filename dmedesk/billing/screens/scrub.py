"""The scrub of a month: what to look at before it counts, with reason, clause, and where to mend.

A finding holds nothing, unless the owner turned its rule on for the payer. Whoever may goes on over
it with a reason, and takes that back.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dmedesk.billing.actions.overriding import override_finding, take_back_override
from dmedesk.billing.screens.scrub_list import ScrubList, ScrubRow, month_asked, of_month
from dmedesk.kit.calendar import first_of_month, month_in_words, months_after
from dmedesk.kit.lists import Ask
from dmedesk.kit.references import RecordRef
from dmedesk.papers.rules.scrub_law import Grade
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button
from dmedesk.widgets.report import money_column
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import money

GRADE_WORDS = {
    Grade.STOP.value: "✕ stop",
    Grade.WARN.value: "‖ warn",
    Grade.NOTE.value: "· note",
    "held": "✕ held",
    "gone": "↷ gone over",
}
"""The grades with their signs, and what somebody went on over."""

_TONES = {
    Grade.STOP.value: Tone.STOPPED,
    Grade.WARN.value: Tone.WAITING,
    Grade.NOTE.value: Tone.OUT,
    "held": Tone.STOPPED,
    "gone": Tone.CLOSED,
}


def _tone(row: ScrubRow) -> Tone:
    return _TONES[row.grade]


def _facts(row: ScrubRow) -> list[Fact]:
    one = row.finding
    told = (
        ("Found", one.detail),
        ("Clause", one.citation),
        ("Mend it", one.remedy),
        ("Gone over", f"{one.why} ({one.by})" if one.why else ""),
        ("Line", f"{one.kind} {one.number}, {one.hcpcs}, {one.from_on}" if one.kind else ""),
        ("Money", money(one.cents) if one.cents else ""),
        ("Member", row.member),
        ("Payer", row.payer_code),
        ("Keep papers", f"until {row.kept_until} ({row.keeps})" if row.kept_until else ""),
    )
    return [
        Fact("Grade", GRADE_WORDS[row.grade], _tone(row)),
        *(Fact(name, text) for name, text in told if text),
    ]


_COLUMNS: tuple[ListColumn[ScrubRow], ...] = (
    ListColumn(
        "grade",
        "Grade",
        lambda row: GRADE_WORDS[row.grade],
        FilterKind.CHOICE,
        width=92,
        tone=_tone,
        options=tuple(GRADE_WORDS.items()),
    ),
    ListColumn("rule", "What", lambda row: row.rule, width=210),
    ListColumn("member", "Member", lambda row: row.member, width=128),
    ListColumn("line", "Line", lambda row: row.line, width=80, spare=3),
    ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=68, spare=6),
    ListColumn(
        "from_on",
        "From",
        lambda row: row.from_on.isoformat() if row.from_on else "",
        FilterKind.DAY,
        width=96,
        spare=2,
    ),
    ListColumn("payer_code", "Payer", lambda row: row.payer_code, width=60, spare=4),
    ListColumn("detail", "Found", lambda row: row.detail, width=160, wide=True),
    ListColumn("citation", "Clause", lambda row: row.citation, width=160, spare=1),
    money_column("cents", "Money", 84, spare=5),
)


def scrub_spec() -> ListSpec[ScrubRow]:
    """The list, with a source of its own: each page has its month."""
    return ListSpec(
        key="scrub",
        title="Scrub",
        picture="circle-check",
        kind="",
        one="finding",
        query=ScrubList(),
        columns=_COLUMNS,
        name=lambda row: row.rule,
        facts=_facts,
        empty="Nothing to look at: every line of the month is as it should be.",
        chips=(
            Chip("stop", "Stop"),
            Chip("warn", "Warn"),
            Chip("note", "Note"),
            Chip("held", "Held"),
            Chip("deadline", "Deadlines"),
            Chip("gone", "Gone over"),
        ),
        ref=lambda row: row.ref or RecordRef("company", 0),
        keys=(
            Key("Enter", "open what mends it"),
            Key("Alt+O", "go on over it, with a reason"),
            Key("Alt+C", "take back that somebody went on"),
            Key("Ctrl+PgUp, Ctrl+PgDown", "the month before, the month after"),
        ),
    )


class ScrubPage(ListPage[ScrubRow]):
    """The findings of a month; Enter opens the record that mends the chosen one."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, scrub_spec())
        why = (FormField("why", "Why it is right", required=True, wide=True),)
        self.over = ActionBar(workplace, self.fail, why, action="override_finding", done=self._done)
        self.back = ActionBar(
            workplace, self.fail, why, action="take_back_override", done=self._done
        )
        for bar in (self.over, self.back):
            self.bars.addWidget(bar)
        self.go_on = button("Go &on …", self.ask_over, tip="With a reason (Alt+O)")
        self.take_back = button("Take ba&ck …", self.ask_back, tip="It is found again (Alt+C)")
        for place, tool in enumerate((self.go_on, self.take_back)):
            self.tools.insertWidget(place, tool)
            tool.setEnabled(False)
            tool.setVisible(workplace.may_write)
        self.list.chosen.connect(self._allow)
        self.model.dataChanged.connect(lambda *_: self._allow())
        self.on_key("Ctrl+PgUp", lambda: self.go_to(months_after(self.month_on, -1)))
        self.on_key("Ctrl+PgDown", lambda: self.go_to(months_after(self.month_on, 1)))
        self._say_month()

    @property
    def month_on(self) -> date:
        """The month whose findings are shown."""
        return month_asked(self.ask) or first_of_month(self.workplace.today)

    def go_to(self, month_on: date) -> None:
        """Show another month's findings."""
        self.show_ask(of_month(month_on, self.ask.chip))

    def show_ask(self, ask: Ask) -> None:
        """Show what a link asks, of its month."""
        super().show_ask(ask)
        self._say_month()

    def clear_filters(self) -> None:
        """Show every finding of today's month."""
        super().clear_filters()
        self._say_month()

    def _say_month(self) -> None:
        self.heading.setText(f"Scrub, {month_in_words(self.month_on)}")

    def open_chosen(self, *, apart: bool = False) -> None:
        """Open the record that mends the chosen finding."""
        row = self.list.chosen_row()
        navigator = self.workplace.navigator
        if row is not None and isinstance(row.mend, RecordRef):
            navigator.open_record(row.mend, apart=apart, field=row.field)
        elif row is not None and row.mend is not None:
            navigator.open_link(row.mend, apart=apart)

    def _allow(self, *_: object) -> None:
        row = self.list.chosen_row()
        free = row is not None and bool(row.finding.kind) and not row.finding.is_hold
        why_not = self.workplace.why_not("override_finding")
        is_gone = row is not None and bool(row.finding.why)
        self.go_on.setEnabled(free and not is_gone and not why_not)
        self.take_back.setEnabled(is_gone and not why_not)
        for tool in (self.go_on, self.take_back):
            tool.setToolTip(why_not or ("" if free else "What holds a line cannot be gone over"))

    def ask_over(self) -> None:
        """Ask why it is right to go on over the chosen finding."""
        row = self.list.chosen_row()
        if row is not None and self.go_on.isEnabled():
            self._ask_about(self.over, row, override_finding, "Go on over it")

    def ask_back(self) -> None:
        """Ask why the chosen finding shall be found again."""
        row = self.list.chosen_row()
        if row is not None and self.take_back.isEnabled():
            self._ask_about(self.back, row, take_back_override, "Take it back")

    def _ask_about(self, bar: ActionBar, row: ScrubRow, action: Any, yes: str) -> None:
        one = row.finding

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return action(
                work,
                rule=one.rule,
                kind=one.kind,
                line_id=one.line_id,
                from_on=one.from_on,
                why=values["why"],
            )

        bar.open_bar(f"{one.title}: {one.detail} ({one.citation})", yes, act, {})

    def _done(self) -> None:
        self.workplace.say("It is written down, with its reason.")
