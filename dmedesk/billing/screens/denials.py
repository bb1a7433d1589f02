"""The queue of what payers denied, reduced or paid short; what ends first stands on top."""

from datetime import date

from dmedesk.billing.queries.denials import DENIALS, Denied
from dmedesk.billing.rules.denials import TROUBLE_WORDS, Trouble
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.report import money_column
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import money

_TONES = {
    Trouble.DENIED: Tone.STOPPED,
    Trouble.REDUCED: Tone.WAITING,
    Trouble.UNDERPAID: Tone.WAITING,
    Trouble.APPEALED: Tone.OUT,
}


def tone_of(trouble: Trouble) -> Tone:
    """The colour of a trouble."""
    return _TONES[trouble]


def days_left(row: Denied, today: date) -> str:
    """How long a line may be appealed, in words; empty where the program does not know."""
    if row.trouble is Trouble.APPEALED or row.deadline_on is None:
        return ""
    days = (row.deadline_on - today).days
    if days < 0:
        return f"{-days} d over"
    return "today" if days == 0 else f"{days} d"


def columns_on(today: date) -> tuple[ListColumn[Denied], ...]:
    """The columns, with days counted from this one."""
    left: ListColumn[Denied] = ListColumn(
        "deadline_on",
        "To appeal",
        lambda row: days_left(row, today),
        FilterKind.DAY,
        width=84,
        tip=lambda row: f"Until {row.deadline_on}" if row.deadline_on else "",
    )
    return (
        ListColumn(
            "trouble",
            "State",
            lambda row: TROUBLE_WORDS[row.trouble],
            FilterKind.CHOICE,
            width=100,
            tone=lambda row: tone_of(row.trouble),
            options=tuple((one.value, word) for one, word in TROUBLE_WORDS.items()),
        ),
        left,
        ListColumn("invoice_no", "Line", lambda row: row.name, width=136),
        ListColumn("member", "Member", lambda row: row.member, width=110, wide=True),
        ListColumn("payer_code", "Payer", lambda row: row.payer_code, width=72, spare=5),
        ListColumn("item", "Item", lambda row: row.item, width=120, spare=3),
        ListColumn("codes", "Codes", lambda row: row.codes, width=110, spare=1),
        money_column("amount_cents", "Billed", 84, spare=2),
        money_column("paid_cents", "Paid", 80, spare=4),
        money_column("open_cents", "Open", 84),
    )


def facts_of(row: Denied) -> list[Fact]:
    """The preview's lines."""
    told = (
        ("Member", row.member),
        ("Payer", row.payer_code),
        ("Item", row.item),
        ("Codes", row.codes),
        ("Answered", str(row.answered_on or "")),
        ("Expected", money(row.amount_cents)),
        ("Paid", money(row.paid_cents)),
        ("Below expected", money(row.missing_cents)),
        ("Open", money(row.open_cents)),
        ("Appeal until", str(row.deadline_on or "")),
    )
    stands = Fact("State", TROUBLE_WORDS[row.trouble], tone_of(row.trouble))
    return [stands, *(Fact(name, text) for name, text in told if text)]


class DenialsPage(ListPage[Denied]):
    """Every line that is to be worked."""

    def __init__(self, workplace: Workplace) -> None:
        spec = ListSpec(
            key="denials",
            title="Denials",
            picture="octagon-alert",
            kind="invoice_line",
            one="line",
            query=DENIALS,
            columns=columns_on(workplace.today),
            name=lambda row: f"{row.name} · {row.member}",
            facts=facts_of,
            empty="Nothing to work: no payer denied, reduced or paid a line short.",
            chips=(
                Chip("denied", "Denied"),
                Chip("reduced", "Reduced"),
                Chip("underpaid", "Paid short"),
                Chip("appealed", "Appealed"),
                Chip("overdue", "Overdue"),
            ),
        )
        super().__init__(workplace, spec)
