"""The reports for the bookkeeper: the journal of what changes what is owed, and the receivables."""

from dmedesk.billing.queries.journal import journal
from dmedesk.billing.queries.owed import ReceivableRow, receivables
from dmedesk.billing.rules.journal import ENTRY_WORDS, Entry, EntryKind
from dmedesk.kit.plain_list import PlainList
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListSpec
from dmedesk.widgets.miniatures import Miniature
from dmedesk.widgets.report import Report, money_column
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import money

TONES = {
    EntryKind.INVOICE: Tone.INK,
    EntryKind.CREDIT: Tone.CLOSED,
    EntryKind.PAYMENT: Tone.READY,
    EntryKind.DEPOSIT: Tone.READY,
    EntryKind.GIVEN_BACK: Tone.WAITING,
    EntryKind.WRITE_OFF: Tone.STOPPED,
    EntryKind.PASSED_ON: Tone.OUT,
}

_MONEY = (EntryKind.PAYMENT, EntryKind.DEPOSIT, EntryKind.GIVEN_BACK)


def _facts(row: Entry) -> list[Fact]:
    return [
        Fact("What", ENTRY_WORDS[row.kind], TONES[row.kind]),
        Fact("Day", row.on.isoformat()),
        Fact("Amount", money(row.cents)),
        Fact("About", row.about),
        Fact("Owed in all after it", money(row.balance_cents)),
    ]


JOURNAL: Report[Entry] = Report(
    ListSpec(
        key="reports.journal",
        title="Sales journal",
        picture="chart-column",
        kind="",
        one="entry",
        many="entries",
        query=PlainList(
            lambda session, on: journal(session, until_on=on),
            chips={
                "sales": lambda row, _on: row.kind in (EntryKind.INVOICE, EntryKind.CREDIT),
                "money": lambda row, _on: row.kind in _MONEY,
                "this_month": lambda row, on: (row.on.year, row.on.month) == (on.year, on.month),
                "this_year": lambda row, on: row.on.year == on.year,
            },
        ),
        columns=(
            ListColumn("on", "Day", lambda row: row.on.isoformat(), FilterKind.DAY),
            ListColumn(
                "kind",
                "What",
                lambda row: ENTRY_WORDS[row.kind],
                FilterKind.CHOICE,
                width=120,
                tone=lambda row: TONES[row.kind],
                options=tuple((kind.value, words) for kind, words in ENTRY_WORDS.items()),
            ),
            ListColumn("number", "Number", lambda row: row.number, width=104),
            ListColumn("member", "Member", lambda row: row.member, width=140, wide=True),
            ListColumn("payer", "Payer", lambda row: row.payer, width=72),
            ListColumn("about", "About", lambda row: row.about, width=180, spare=1),
            money_column("cents", "Amount"),
            ListColumn(
                "balance_cents",
                "Owed after it",
                lambda row: money(row.balance_cents),
                FilterKind.MONEY,
                width=110,
                figures=True,
                spare=2,
                is_summed=False,
            ),
        ),
        name=lambda row: f"{row.number} · {row.on}",
        facts=_facts,
        empty="Nothing was invoiced yet.",
        chips=(
            Chip("sales", "Invoices and credits"),
            Chip("money", "Money"),
            Chip("this_month", "This month"),
            Chip("this_year", "This year"),
        ),
    ),
    about="Every invoice, credit, payment and write-off by day, for the books",
    picture=Miniature.ROWS,
    sums=("cents",),
    opens=lambda row: row.opens,
)


def _payer_facts(row: ReceivableRow) -> list[Fact]:
    return [
        Fact("Invoiced", money(row.invoiced_cents)),
        Fact("Credited", money(row.credited_cents)),
        Fact("Paid", money(row.paid_cents)),
        Fact("Written off", money(row.written_off_cents)),
        Fact("Passed on", money(row.passed_on_cents)),
        Fact("Open", money(row.open_cents)),
        Fact("Not applied yet", money(row.unapplied_cents)),
        Fact("Owed", money(row.owed_cents), Tone.READY),
    ]


RECEIVABLES: Report[ReceivableRow] = Report(
    ListSpec(
        key="reports.receivables",
        title="Receivables",
        picture="chart-column",
        kind="",
        one="payer",
        query=PlainList(receivables),
        columns=(
            ListColumn("payer", "Payer", lambda row: row.payer, width=170, wide=True),
            ListColumn("payer_code", "Code", lambda row: row.payer_code, width=72, spare=3),
            money_column("invoiced_cents", "Invoiced"),
            money_column("credited_cents", "Credited", spare=1),
            money_column("paid_cents", "Paid"),
            money_column("written_off_cents", "Written off", spare=2),
            money_column("passed_on_cents", "Passed on", spare=4),
            money_column("open_cents", "Open"),
            money_column("unapplied_cents", "Not applied"),
            money_column("owed_cents", "Owed"),
        ),
        name=lambda row: row.payer,
        facts=_payer_facts,
        empty="Nothing was invoiced yet.",
    ),
    about="What each payer owes, and what it comes from: invoices, credits, payments, write-offs",
    picture=Miniature.BARS,
    sums=("open_cents", "unapplied_cents", "owed_cents"),
    as_of=True,
)
