"""The members to whom a statement may be sent, and their statements as one print."""

from functools import partial
from typing import Any

from dmedesk.billing.queries.statements import StatementRow, statement_rows, statements_of
from dmedesk.billing.screens.account import STATEMENT
from dmedesk.billing.sheets.statement import statements_pdf
from dmedesk.kit.lists import Ask
from dmedesk.kit.plain_list import PlainList
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.paper_window import PaperWindow
from dmedesk.widgets.parts import button
from dmedesk.widgets.report import money_column, number_column
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import count_of, money


def _facts(row: StatementRow) -> list[Fact]:
    tone = Tone.WAITING if row.owed_cents > 0 else Tone.INK
    return [
        Fact("The member owes", money(row.owed_cents), tone),
        Fact("Plans owe", money(row.plans_cents)),
        *([Fact("Held for the member", money(row.credit_cents))] if row.credit_cents else []),
        Fact("At home", count_of(row.items, "item")),
        *([Fact("Oldest invoice", row.oldest_on.isoformat())] if row.oldest_on else []),
    ]


STATEMENT_LIST: ListSpec[StatementRow] = ListSpec(
    key="statements",
    title="Statements",
    picture="file-text",
    kind="account",
    one="statement",
    query=PlainList(
        statement_rows,
        chips={
            "owes": lambda row, _on: row.owed_cents > 0,
            "plans": lambda row, _on: row.plans_cents > 0,
            "at_home": lambda row, _on: row.items > 0,
            "credit": lambda row, _on: row.owed_cents < 0,
        },
    ),
    columns=(
        ListColumn("member", "Member", lambda row: row.member, width=170, wide=True),
        ListColumn("member_no", "Number", lambda row: row.member_no, width=84, spare=3),
        ListColumn("city", "Town", lambda row: row.city, width=120, spare=2),
        number_column("items", "At home", spare=1),
        money_column("owed_cents", "Member owes"),
        money_column("plans_cents", "Plans owe"),
        ListColumn(
            "oldest_on",
            "Oldest",
            lambda row: row.oldest_on.isoformat() if row.oldest_on else "",
            FilterKind.DAY,
            width=108,
        ),
    ),
    name=lambda row: f"{row.member_no} · {row.member}",
    facts=_facts,
    empty="Nobody has anything at home that was billed, and nothing is owed.",
    chips=(
        Chip("owes", "Member owes"),
        Chip("plans", "Plans owe"),
        Chip("at_home", "Something at home"),
        Chip("credit", "We hold money"),
    ),
    ref=lambda row: RecordRef("account", row.id),
)


def _draw_all(session: Any, *, ask: Ask, on: Any, large: bool) -> bytes | None:
    """The statements of all members that the list shows, in its order; None where it shows none."""
    ids = STATEMENT_LIST.query.ids(session, ask, on=on)
    found = statements_of(session, member_ids=list(ids), on=on)
    return statements_pdf(found, large=large) if found else None


class StatementsPage(ListPage[StatementRow]):
    """Who is to get a statement; all that are shown are one print."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, STATEMENT_LIST)
        self.keys = (*self.keys, Key("Ctrl+Shift+P", "the statements of all that are shown"))
        self.large = button("Large t&ype", lambda: None, tip="In 16-point type")
        self.large.setCheckable(True)
        self.all = button(
            "Statements of all sho&wn", self.show_all, keys="Ctrl+Shift+P", part="primary"
        )
        self.tools.addWidget(self.large)
        self.tools.addWidget(self.all)

    def show_all(self) -> None:
        """Draw the statements of all members shown, and show them as one print."""
        draw = partial(
            _draw_all, ask=self.ask, on=self.workplace.today, large=self.large.isChecked()
        )
        self.workplace.runner.query(draw, done=self._show_statements, failed=self.fail)

    def _show_statements(self, content: bytes | None) -> None:
        if content is None:
            self.workplace.say("No statement: the list shows nobody.")
            return
        on = self.workplace.today
        name = f"statements-{on}.pdf"
        PaperWindow(
            self.workplace, f"Statements of {on}", content, name, self, kind=STATEMENT
        ).show()
