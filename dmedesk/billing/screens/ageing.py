"""What is owed by age, by payer and member: the page, and the same as a report."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from dmedesk.billing.queries.owed import OwedRow, owed_by_age
from dmedesk.billing.rules.ageing import AGE_WORDS
from dmedesk.kit.plain_list import PlainList
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.listing.as_of import AsOf
from dmedesk.widgets.miniatures import Miniature
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.report import Report, money_column
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import money

AGEING_KEYS = ("age_0_cents", "age_30_cents", "age_60_cents", "age_90_cents", "age_120_cents")


def _is_due(row: OwedRow, on: date) -> bool:
    due = row.follow_up_on or row.promised_on
    return due is not None and due <= on


def _tone(key: str) -> Tone:
    return {"age_90_cents": Tone.WAITING, "age_120_cents": Tone.STOPPED}.get(key, Tone.INK)


def _age_column(key: str, words: str) -> ListColumn[OwedRow]:
    def text(row: OwedRow) -> str:
        cents = getattr(row, key)
        return money(cents) if cents else ""

    return ListColumn(
        key,
        words,
        text,
        FilterKind.MONEY,
        width=88,
        figures=True,
        tone=lambda _row: _tone(key),
    )


def _facts(row: OwedRow) -> list[Fact]:
    ages = (
        Fact(f"{words} days", money(getattr(row, key)), _tone(key))
        for key, words in zip(AGEING_KEYS, AGE_WORDS, strict=True)
        if getattr(row, key)
    )
    promised = [Fact("Promised", row.promised_on.isoformat())] if row.promised_on else []
    follow_up = [Fact("Ask again", row.follow_up_on.isoformat())] if row.follow_up_on else []
    return [
        Fact("Owed", money(row.owed_cents)),
        *ages,
        Fact("Payer", row.payer),
        *([Fact("Phone", row.phone)] if row.phone else []),
        *promised,
        *follow_up,
        *([Fact("Last note", row.noted)] if row.noted else []),
    ]


_CHIPS: Mapping[str, Callable[[OwedRow, date], bool]] = {
    "over_30": lambda row, on: row.oldest_on is not None and (on - row.oldest_on).days >= 30,
    "over_90": lambda row, on: row.oldest_on is not None and (on - row.oldest_on).days >= 90,
    "to_follow_up": _is_due,
    "over_paid": lambda row, _on: row.owed_cents < 0,
}

AGEING_LIST: ListSpec[OwedRow] = ListSpec(
    key="ageing",
    title="Ageing",
    picture="calendar-days",
    kind="account",
    one="account",
    query=PlainList(owed_by_age, chips=_CHIPS),
    columns=(
        ListColumn("member", "Member", lambda row: row.member, width=150, wide=True),
        ListColumn("payer_code", "Payer", lambda row: row.payer_code, width=72),
        *(_age_column(*pair) for pair in zip(AGEING_KEYS, AGE_WORDS, strict=True)),
        money_column("owed_cents", "Owed", width=96),
        ListColumn(
            "promised_on",
            "Promised",
            lambda row: row.promised_on.isoformat() if row.promised_on else "",
            FilterKind.DAY,
            width=108,
            spare=1,
        ),
        ListColumn(
            "follow_up_on",
            "Ask again",
            lambda row: row.follow_up_on.isoformat() if row.follow_up_on else "",
            FilterKind.DAY,
            width=108,
            spare=2,
        ),
        ListColumn("member_no", "Number", lambda row: row.member_no, width=72, shown=False),
        ListColumn("phone", "Phone", lambda row: row.phone, width=110, shown=False),
    ),
    name=lambda row: f"{row.member} · {row.payer_code}",
    facts=_facts,
    empty="Nothing is owed: every invoice is paid, credited or given up.",
    chips=(
        Chip("over_30", "30 days and more"),
        Chip("over_90", "90 days and more"),
        Chip("to_follow_up", "To follow up"),
        Chip("over_paid", "Overpaid"),
    ),
    ref=lambda row: RecordRef("account", row.member_id),
)

AGEING: Report[OwedRow] = Report(
    replace(AGEING_LIST, key="reports.ageing", picture="chart-column", kind=""),
    about="What is owed by payer and member, by the days since it was invoiced",
    picture=Miniature.COLUMNS,
    sums=(*AGEING_KEYS, "owed_cents"),
    opens=lambda row: RecordRef("account", row.member_id),
    as_of=True,
)


class AgeingPage(ListPage[OwedRow]):
    """What is owed as of a day, most first; Enter opens the member's account."""

    def __init__(self, workplace: Workplace) -> None:
        source = PlainList(owed_by_age, chips=_CHIPS).dated()
        super().__init__(workplace, replace(AGEING_LIST, query=source))
        self.further.is_summed = True
        self.as_of = AsOf(workplace, source, self.read_day)
        self.tools.insertWidget(0, self.as_of)

    def read_day(self) -> None:
        """Read the list as of another day."""
        self._read(moves=True, counted=True)

    def about(self) -> str:
        """What is asked, with the day as of which."""
        return " · ".join(filter(None, (super().about(), self.as_of.words())))

    def open_chosen(self, *, apart: bool = False) -> None:
        """Open the account of the row under the cursor."""
        row = self.list.chosen_row()
        if row is not None:
            self.workplace.navigator.open_record(RecordRef("account", row.member_id), apart=apart)
