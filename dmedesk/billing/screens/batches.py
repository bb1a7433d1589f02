"""The list of batches of payments: what is open, what does not balance, what is closed."""

from dmedesk.billing.queries.paid import BATCHES, BatchListed
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.report import money_column, number_column
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import money


def state_of(row: BatchListed) -> tuple[str, Tone]:
    """Sign and word of how a batch stands, and its colour."""
    if row.is_closed:
        return "✓ closed", Tone.READY
    if row.difference_cents is None:
        return "→ open", Tone.OUT
    if row.difference_cents:
        return "‖ differs", Tone.WAITING
    return "→ balances", Tone.OUT


COLUMNS: tuple[ListColumn[BatchListed], ...] = (
    number_column("batch_no", "Batch", 72),
    ListColumn("opened_on", "Day", lambda row: str(row.opened_on), FilterKind.DAY, width=104),
    ListColumn(
        "is_closed",
        "State",
        lambda row: state_of(row)[0],
        FilterKind.NONE,
        width=104,
        tone=lambda row: state_of(row)[1],
    ),
    number_column("payments", "Payments", 84, spare=3),
    money_column("counted_cents", "Typed", spare=4),
    money_column("expected_cents", "Expected"),
    money_column("difference_cents", "Difference"),
    ListColumn("note", "Note", lambda row: row.note, width=120, wide=True, spare=2),
    ListColumn("opened_by", "By", lambda row: row.opened_by, width=96, spare=1),
)


def facts_of(row: BatchListed) -> list[Fact]:
    """The preview's lines."""
    word, tone = state_of(row)
    told = [
        Fact("State", word, tone),
        Fact("Day", f"{row.opened_on} by {row.opened_by}"),
        Fact("Payments", f"{row.payments:,}"),
        Fact("Typed", money(row.counted_cents)),
    ]
    if row.expected_cents is not None:
        told.append(Fact("Expected", money(row.expected_cents)))
    if row.difference_cents:
        told.append(Fact("Difference", money(row.difference_cents), Tone.WAITING))
    return told


class PaymentsPage(ListPage[BatchListed]):
    """Every batch: open ones to go on with, closed ones to look up."""

    def __init__(self, workplace: Workplace) -> None:
        spec = ListSpec(
            key="payments",
            title="Payments",
            picture="scale",
            kind="payment_batch",
            one="batch",
            many="batches",
            query=BATCHES,
            columns=COLUMNS,
            name=lambda row: f"Batch {row.batch_no}, {row.opened_on}",
            facts=facts_of,
            empty="No payments yet. Open a batch (Ctrl+N): what goes to the bank together.",
            chips=(
                Chip("open", "Open"),
                Chip("differing", "Differ"),
                Chip("closed", "Closed"),
            ),
            new="Open a batch",
        )
        super().__init__(workplace, spec)
