"""Every invoice of every month, with the credits that took some of them back."""

from dmedesk.billing.queries.invoices import INVOICES, InvoiceRow, InvoiceState
from dmedesk.kit.calendar import name_of_month
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import count_of, money

_STATES = {
    InvoiceState.STANDING: ("✓ posted", Tone.READY),
    InvoiceState.PARTLY: ("↶ partly credited", Tone.WAITING),
    InvoiceState.CREDITED: ("– credited", Tone.CLOSED),
}


def state_of(row: InvoiceRow) -> tuple[str, Tone]:
    """An invoice's state: sign and word, and its colour."""
    return _STATES[InvoiceState(row.state)]


COLUMNS: tuple[ListColumn[InvoiceRow], ...] = (
    ListColumn("invoice_no", "Invoice", lambda row: row.invoice_no, width=104),
    ListColumn(
        "month_on", "Month", lambda row: name_of_month(row.month_on), FilterKind.DAY, width=80
    ),
    ListColumn(
        "posted_on",
        "Posted",
        lambda row: row.posted_on.isoformat(),
        FilterKind.DAY,
        width=96,
        spare=2,
    ),
    ListColumn("member", "Member", lambda row: row.member, width=150, wide=True),
    ListColumn("payer_code", "Payer", lambda row: row.payer_code, width=72, spare=3),
    ListColumn(
        "lines",
        "Lines",
        lambda row: str(row.lines),
        FilterKind.NUMBER,
        width=60,
        spare=1,
        figures=True,
        is_summed=True,
    ),
    ListColumn(
        "total_cents",
        "Total",
        lambda row: money(row.total_cents),
        FilterKind.MONEY,
        width=96,
        figures=True,
    ),
    ListColumn(
        "state",
        "State",
        lambda row: state_of(row)[0],
        FilterKind.CHOICE,
        width=104,
        tone=lambda row: state_of(row)[1],
        options=(
            (InvoiceState.STANDING.value, "posted"),
            (InvoiceState.PARTLY.value, "partly credited"),
            (InvoiceState.CREDITED.value, "credited"),
        ),
    ),
    ListColumn("credit_no", "Credit", lambda row: row.credit_no or "", width=104, spare=4),
    ListColumn(
        "credited_on",
        "Credited",
        lambda row: row.credited_on.isoformat() if row.credited_on else "",
        FilterKind.DAY,
        width=96,
        shown=False,
    ),
    ListColumn(
        "standing_cents",
        "Stands",
        lambda row: money(row.standing_cents),
        FilterKind.MONEY,
        width=96,
        figures=True,
        shown=False,
    ),
)


def facts_of(row: InvoiceRow) -> list[Fact]:
    """An invoice in a few lines."""
    word, tone = state_of(row)
    credit = f" by {row.credit_no} on {row.credited_on}" if row.credit_no else ""
    return [
        Fact("State", f"{word}{credit}", tone),
        Fact("Month", name_of_month(row.month_on)),
        Fact("Posted", row.posted_on.isoformat()),
        Fact("Payer", row.payer_code),
        Fact("Total", f"{money(row.total_cents)}, {count_of(row.lines, 'line')}"),
        *([Fact("Stands", money(row.standing_cents))] if row.credit_no else []),
        Fact("Paper", "stored" if row.has_paper else "not made yet"),
    ]


INVOICE_LIST: ListSpec[InvoiceRow] = ListSpec(
    key="invoices",
    title="Invoices",
    picture="file-text",
    kind="invoice",
    one="invoice",
    query=INVOICES,
    columns=COLUMNS,
    name=lambda row: f"{row.invoice_no} · {row.member}",
    facts=facts_of,
    empty="No invoices yet. Post a month under Month, and its invoices stand here.",
    chips=(
        Chip("standing", "Posted"),
        Chip("credited", "Credited"),
        Chip("no_paper", "Without paper"),
    ),
)


class InvoicesPage(ListPage[InvoiceRow]):
    """All invoices."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, INVOICE_LIST)
