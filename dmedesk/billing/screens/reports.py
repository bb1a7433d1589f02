"""The reports of billing: months billed by payer, and the money that is held now."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dmedesk.billing.actions import preview_month
from dmedesk.billing.offers import month_link
from dmedesk.billing.queries.listed import member_names, product_names
from dmedesk.billing.queries.months import MonthOfPayer, months_by_payer
from dmedesk.billing.rules.holds import REASONS, RELEASES, waits_cents
from dmedesk.kit.calendar import first_of_month, month_in_words
from dmedesk.kit.plain_list import PlainList
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListSpec
from dmedesk.widgets.miniatures import Miniature
from dmedesk.widgets.report import Report, money_column, number_column
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import count_of, money

THIS_YEAR, LAST_YEAR = "this_year", "last_year"


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One held month of this month's run: its first reason, and what it would come to."""

    id: int
    rental_id: int
    rental_no: str
    member: str
    product: str
    hcpcs: str
    from_on: date
    reason: str
    reasons: int
    held_cents: int


def held_lines(session: Any, on: date) -> list[HeldLine]:
    """What a run of the day's month would hold, most money first."""
    plan = preview_month(session, month_on=first_of_month(on))
    members, products = member_names(session), product_names(session)
    held = sorted(plan.held, key=lambda one: (-waits_cents(one), one.sort_key))
    return [
        HeldLine(
            id=place,
            rental_id=one.rental.rental_id,
            rental_no=one.rental.rental_no,
            member=members[one.rental.member.member_id],
            product=products[one.unit.product.product_id],
            hcpcs=one.unit.product.hcpcs,
            from_on=one.month.from_on,
            reason=one.holds[0].code,
            reasons=len(one.holds),
            held_cents=waits_cents(one),
        )
        for place, one in enumerate(held, start=1)
    ]


_REASON_WORDS = {code.value: words for code, words in REASONS.items()}
_REMEDIES = {code.value: words for code, words in RELEASES.items()}


def _held_facts(row: HeldLine) -> list[Fact]:
    more = f" and {row.reasons - 1} more" if row.reasons > 1 else ""
    return [
        Fact("Waits for", f"{_REASON_WORDS[row.reason]}{more}", Tone.WAITING),
        Fact("Remedy", _REMEDIES[row.reason]),
        Fact("Member", row.member),
        Fact("Item", f"{row.product} · {row.hcpcs}"),
        Fact("Month from", row.from_on.isoformat()),
        Fact("Money", money(row.held_cents)),
    ]


HELD_MONEY: Report[HeldLine] = Report(
    ListSpec(
        key="reports.held",
        title="Held money",
        picture="chart-column",
        kind="rental",
        one="held month",
        query=PlainList(
            held_lines,
            chips={
                "priced": lambda row, _on: row.held_cents > 0,
                "unpriced": lambda row, _on: not row.held_cents,
            },
        ),
        columns=(
            ListColumn(
                "reason",
                "Waits for",
                lambda row: f"‖ {_REASON_WORDS[row.reason]}",
                FilterKind.CHOICE,
                width=208,
                tone=lambda _row: Tone.WAITING,
                options=tuple(_REASON_WORDS.items()),
            ),
            ListColumn("member", "Member", lambda row: row.member, width=144),
            ListColumn("product", "Item", lambda row: row.product, width=144, wide=True),
            ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=72, spare=1),
            ListColumn("rental_no", "Rental", lambda row: row.rental_no, width=84, spare=2),
            ListColumn(
                "from_on", "From", lambda row: row.from_on.isoformat(), FilterKind.DAY, spare=3
            ),
            ListColumn(
                "held_cents",
                "Money",
                lambda row: money(row.held_cents) if row.held_cents else "no price",
                FilterKind.MONEY,
                figures=True,
            ),
        ),
        name=lambda row: f"{row.rental_no} · {row.member}",
        facts=_held_facts,
        empty="Nothing is held: every line of this month is ready or billed.",
        chips=(Chip("priced", "With a price"), Chip("unpriced", "Without")),
        ref=lambda row: RecordRef("rental", row.rental_id),
    ),
    about="What this month's run would hold, why, and what it would come to",
    picture=Miniature.BARS,
    sums=("held_cents",),
    opens=lambda row: RecordRef("rental", row.rental_id),
)


def _month_facts(row: MonthOfPayer) -> list[Fact]:
    return [
        Fact("Payer", row.payer),
        Fact("Invoiced", f"{count_of(row.invoices, 'invoice')}, {money(row.invoiced_cents)}"),
        Fact("Credited", f"{count_of(row.credits, 'credit')}, {money(row.credited_cents)}"),
        Fact("Stands", money(row.standing_cents), Tone.READY),
    ]


MONTHS_BILLED: Report[MonthOfPayer] = Report(
    ListSpec(
        key="reports.months",
        title="Months billed",
        picture="chart-column",
        kind="",
        one="month of a payer",
        many="months of payers",
        query=PlainList(
            lambda session, _on: months_by_payer(session),
            chips={
                THIS_YEAR: lambda row, on: row.month_on.year == on.year,
                LAST_YEAR: lambda row, on: row.month_on.year == on.year - 1,
            },
        ),
        columns=(
            ListColumn(
                "month_on",
                "Month",
                lambda row: month_in_words(row.month_on),
                FilterKind.DAY,
                width=140,
                wide=True,
            ),
            ListColumn("payer", "Payer", lambda row: row.payer, width=96),
            number_column("invoices", "Invoices", spare=3),
            money_column("invoiced_cents", "Invoiced"),
            number_column("credits", "Credits", spare=2),
            money_column("credited_cents", "Credited"),
            money_column("standing_cents", "Stands"),
        ),
        name=lambda row: f"{month_in_words(row.month_on)} · {row.payer}",
        facts=_month_facts,
        empty="Nothing was billed yet. Post the first month, and it stands here.",
        chips=(Chip(THIS_YEAR, "This year"), Chip(LAST_YEAR, "Last year")),
    ),
    about="Invoices, credits and what stands, by month and payer",
    picture=Miniature.COLUMNS,
    sums=("invoiced_cents", "credited_cents", "standing_cents"),
    opens=lambda row: month_link(row.month_on),
)
