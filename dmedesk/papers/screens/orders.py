"""The list of orders: which are ready, what the others need, how long they have been open."""

from datetime import date

from dmedesk.papers.queries.listed_orders import ORDERS, OrderListed
from dmedesk.papers.rules.words import STAGE_WORDS
from dmedesk.papers.screens.words import days_open, listed_state
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import Tone


def _review(row: OrderListed, today: date) -> tuple[str, Tone]:
    if row.review_on is None:
        return "", Tone.INK
    return f"‖ {row.review_on}", Tone.STOPPED if row.review_on <= today else Tone.WAITING


def _item(row: OrderListed) -> str:
    return row.hcpcs if row.lines == 1 else f"{row.hcpcs} +{row.lines - 1}"


def _columns(today: date) -> tuple[ListColumn[OrderListed], ...]:
    return (
        ListColumn("order_no", "Order", lambda row: row.order_no, width=100),
        ListColumn("member", "Member", lambda row: row.member, width=150, wide=True),
        ListColumn("member_no", "Number", lambda row: row.member_no, width=76, spare=1),
        ListColumn("hcpcs", "Code", _item, width=80),
        ListColumn(
            "stage",
            "State",
            lambda row: listed_state(row)[0],
            FilterKind.CHOICE,
            width=104,
            tone=lambda row: listed_state(row)[1],
            options=tuple(STAGE_WORDS.items()),
        ),
        ListColumn(
            "asked_on",
            "Since",
            lambda row: f"{row.asked_on} · {days_open(row.asked_on, row.closed_on, today)}",
            FilterKind.DAY,
            width=168,
        ),
        ListColumn(
            "review_on",
            "Review",
            lambda row: _review(row, today)[0],
            FilterKind.DAY,
            width=100,
            tone=lambda row: _review(row, today)[1],
            spare=3,
        ),
        ListColumn("payer", "Payer", lambda row: row.payer or "–", width=110, spare=2),
        ListColumn(
            "practitioner", "Ordered by", lambda row: row.practitioner or "–", width=130, spare=4
        ),
    )


def _facts(row: OrderListed, today: date) -> list[Fact]:
    return [
        Fact("State", *listed_state(row)),
        *([Fact("Needs", row.needs, Tone.WAITING)] if row.needs else []),
        Fact("Member", f"{row.member} · {row.member_no}"),
        Fact("Asked for", f"{_item(row)}, on {row.asked_on}"),
        Fact("Open", days_open(row.asked_on, row.closed_on, today)),
        *([Fact("On hold", row.held_because or "", Tone.WAITING)] if row.review_on else []),
        *([Fact("Review on", *_review(row, today))] if row.review_on else []),
        Fact("Payer", row.payer or "nobody yet"),
        Fact("Ordered by", row.practitioner or "nobody yet"),
        *([Fact("From", row.referred_by)] if row.referred_by else []),
    ]


def orders_spec(today: date) -> ListSpec[OrderListed]:
    """The list of orders, as of a day."""
    return ListSpec(
        key="orders",
        title="Orders",
        picture="clipboard-list",
        kind="order",
        one="order",
        query=ORDERS,
        columns=_columns(today),
        name=lambda row: f"{row.order_no}, {row.member}",
        facts=lambda row: _facts(row, today),
        empty="No orders yet. Enter the first referral (Ctrl+N).",
        chips=(
            Chip("ready", "Ready"),
            Chip("waiting", "Waiting"),
            Chip("held", "On hold"),
            Chip("review", "Review"),
            Chip("on_slip", "On slip"),
            Chip("filled", "Filled"),
        ),
        new="New order",
    )


class OrdersPage(ListPage[OrderListed]):
    """Every order."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, orders_spec(workplace.today))
