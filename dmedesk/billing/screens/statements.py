"""The members to whom a statement may be sent, and their statements as one print."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from dmedesk.billing.actions.statements import make_statements
from dmedesk.billing.queries.statements import StatementRow, statement_rows, statements_of
from dmedesk.billing.screens.account import STATEMENT
from dmedesk.billing.sheets.statement import statement_pdf, statements_pdf
from dmedesk.kit.lists import Ask
from dmedesk.kit.plain_list import PlainList
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.paper_window import PaperWindow
from dmedesk.widgets.parts import button
from dmedesk.widgets.question import QuestionBar
from dmedesk.widgets.report import money_column, number_column
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import count_of, money

_LATELY = 30


def _facts(row: StatementRow) -> list[Fact]:
    tone = Tone.WAITING if row.owed_cents > 0 else Tone.INK
    return [
        Fact("The member owes", money(row.owed_cents), tone),
        Fact("Plans owe", money(row.plans_cents)),
        *([Fact("Held for the member", money(row.credit_cents))] if row.credit_cents else []),
        Fact("At home", count_of(row.items, "item")),
        *([Fact("Oldest invoice", row.oldest_on.isoformat())] if row.oldest_on else []),
        *([Fact("Last statement", row.last_on.isoformat())] if row.last_on else []),
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
            "none_lately": lambda row, on: (
                row.last_on is None or (on - row.last_on).days >= _LATELY
            ),
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
            spare=4,
        ),
        ListColumn(
            "last_on",
            "Last statement",
            lambda row: row.last_on.isoformat() if row.last_on else "",
            FilterKind.DAY,
            width=116,
        ),
    ),
    name=lambda row: f"{row.member_no} · {row.member}",
    facts=_facts,
    empty="Nobody has anything at home that was billed, and nothing is owed.",
    chips=(
        Chip("owes", "Member owes"),
        Chip("plans", "Plans owe"),
        Chip("at_home", "With units"),
        Chip("credit", "We hold money"),
        Chip("none_lately", "Due"),
    ),
    ref=lambda row: RecordRef("account", row.id),
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Statements as one print: its bytes, and the numbers of those that are kept."""

    content: bytes
    numbers: tuple[str, ...]


def look_at_batch(session: Any, *, ask: Ask, on: date, large: bool) -> Batch | None:
    """The statements of all members that the list shows, in its order; None where it shows none."""
    ids = STATEMENT_LIST.query.ids(session, ask, on=on)
    found = statements_of(session, member_ids=list(ids), on=on)
    return Batch(statements_pdf(found, large=large), ()) if found else None


def make_batch(work: Any, *, ask: Ask, on: date, large: bool) -> Batch | None:
    """The same, each of them made and kept."""
    ids = STATEMENT_LIST.query.ids(work.session, ask, on=on)
    draw = partial(statement_pdf, large=large)
    made = make_statements(work, member_ids=list(ids), on=on, draw=draw, is_large=large)
    numbers = tuple(one.number for one in made)
    return Batch(statements_pdf(made, large=large), numbers) if made else None


class StatementsPage(ListPage[StatementRow]):
    """Who is to get a statement; all that are shown are made, kept, and printed as one."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, STATEMENT_LIST)
        self.keys = (*self.keys, Key("Ctrl+Shift+P", "make the statements of all that are shown"))
        self.large = button("Large t&ype", lambda: None, tip="In 16-point type")
        self.large.setCheckable(True)
        self.look = button("L&ook", self.look_at_all, tip="As they would be; none is kept")
        self.all = button("Make &all shown …", self.ask_all, keys="Ctrl+Shift+P", part="primary")
        self.question = QuestionBar()
        self.bars.addWidget(self.question)
        for tool in (self.large, self.look, self.all):
            self.tools.addWidget(tool)
        self._allow()

    def _allow(self) -> None:
        may = self.workplace.may_write and self.workplace.may("make_statements")
        self.all.setEnabled(may)
        self.all.setToolTip(self.workplace.why_not("make_statements") or "Kept as they are made")

    def refresh(self) -> None:
        """Read everything anew, and who may make statements."""
        self._allow()
        super().refresh()

    def look_at_all(self) -> None:
        """Draw the statements of all members shown, and show them as one print."""
        draw = partial(
            look_at_batch, ask=self.ask, on=self.workplace.today, large=self.large.isChecked()
        )
        self.workplace.runner.query(draw, done=self._show_statements, failed=self.fail)

    def ask_all(self) -> None:
        """Ask before the statements of all members shown are made."""
        on = self.workplace.today
        self.question.ask(
            f"Make the statements of {on}?",
            f"{count_of(len(self.model.row_ids), 'statement')}, one for each member shown. Each is"
            " kept as it is made, and stands on the member's account.",
            "Make them",
            self.make_all,
        )

    def make_all(self) -> None:
        """Make the statements of all members shown, keep them, and show them as one print."""
        make = partial(
            make_batch, ask=self.ask, on=self.workplace.today, large=self.large.isChecked()
        )
        self.workplace.runner.operate(
            make, action="make_statements", done=self._show_statements, failed=self.fail
        )

    def _show_statements(self, batch: Batch | None) -> None:
        if batch is None:
            self.workplace.say("No statement: the list shows nobody.")
            return
        on = self.workplace.today
        title, name = f"Statements of {on}", f"statements-{on}.pdf"
        PaperWindow(
            self.workplace,
            title,
            batch.content,
            name,
            self,
            kind=STATEMENT,
            numbers=batch.numbers,
        ).show()
        if batch.numbers:
            self.workplace.changed.emit()
