"""What a repair's page says of it in short lines: the call, the substitute, the law's lines."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from dmedesk.kit.findings import Finding, Severity
from dmedesk.repairs.queries.loans import Loan
from dmedesk.repairs.queries.records import RepairRead
from dmedesk.repairs.queries.worked import Line
from dmedesk.repairs.rules.steps import may_charge
from dmedesk.repairs.screens.words import (
    CAUSE_WORDS,
    COVERED_WORDS,
    KIND_WORDS,
    LOAN_WORDS,
    OWNERSHIP_WORDS,
    REFUSAL_WORDS,
    SITE_WORDS,
)
from dmedesk.widgets.listing import Fact
from dmedesk.widgets.parts import empty, label, set_part
from dmedesk.widgets.table import Column
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import day_of, money

_TONES = {Severity.STOP: Tone.STOPPED, Severity.WARNING: Tone.WAITING, Severity.NOTE: Tone.INK}


LINE_COLUMNS: tuple[Column[Line], ...] = (
    Column("What", lambda line: KIND_WORDS[line.kind], width=96),
    Column(
        "Which",
        lambda line: f"{line.description} (taken back)" if line.is_void else line.description,
        width=200,
        wide=True,
        tone=lambda line: Tone.CLOSED if line.is_void else Tone.INK,
    ),
    Column(
        "Code",
        lambda line: " ".join(filter(None, (line.hcpcs, line.modifiers))),
        width=88,
        spare=3,
    ),
    Column("Qty", lambda line: str(line.quantity), width=44, figures=True, spare=4),
    Column(
        "Minutes",
        lambda line: "" if line.minutes is None else str(line.minutes),
        width=64,
        figures=True,
        spare=2,
    ),
    Column("Who bears it", lambda line: COVERED_WORDS[line.covered], width=96, spare=5),
    Column(
        "Costs us",
        lambda line: "" if line.cost_cents is None else money(line.cost_cents),
        width=84,
        figures=True,
        spare=1,
    ),
    Column("Charge", lambda line: money(line.amount_cents), width=84, figures=True),
)


def is_in_shop(read: RepairRead) -> bool:
    """Whether the equipment was taken to the shop and is not back."""
    return read.repair.removed_on is not None and read.repair.returned_on is None


def tell_judged(place: QVBoxLayout, judged: Sequence[Finding]) -> None:
    """What the law says of the money, a line each, what forbids a charge in its own tone."""
    empty(place)
    for one in judged:
        said = label(" ".join(filter(None, (one.message, _remedy(one)))))
        said.setWordWrap(True)
        set_part(said, _TONES[one.severity].value)
        place.addWidget(said)


def _remedy(one: Finding) -> str:
    return "" if one.severity is Severity.NOTE else one.remedy


def call_facts(read: RepairRead) -> Sequence[Fact]:
    """What was told at the call, and what the records say."""
    repair = read.repair
    told = (
        ("Whose", OWNERSHIP_WORDS[repair.ownership]),
        ("Asked for", f"{repair.asked_on}, {repair.asked_by}"),
        ("Where", _where(repair.site, repair.removed_on)),
        ("Technician", repair.technician or "nobody named"),
        ("Cause", CAUSE_WORDS[repair.cause]),
        ("Promised", day_of(repair.promised_on)),
        ("Payer", read.payer),
        ("Refused", REFUSAL_WORDS[repair.refusal] if repair.refusal else ""),
    )
    return [Fact(name, text) for name, text in told if text]


def _where(site: Any, removed_on: date | None) -> str:
    return f"{SITE_WORDS[site]}, since {removed_on}" if removed_on else SITE_WORDS[site]


def substitute_facts(read: RepairRead) -> Sequence[Fact]:
    """Its substitutes, the charge for one, and what the repair comes to."""
    total = money(read.money.total_cents) if may_charge(read.repair.ownership) else "nothing"
    told = [
        Fact("Comes to", f"{total}, costs us {money(read.cost_cents)}"),
        *(_loan(loan) for loan in read.loans),
    ]
    if not read.loans:
        told.append(Fact("Substitute", "none lent"))
    if read.charge is not None:
        by = f", confirmed by {read.charge.confirmed_by}" if read.charge.is_ceiling else ""
        told.append(
            Fact("Charged", f"{money(read.charge.amount_cents)} ({read.charge.citations}){by}")
        )
    told.append(Fact("Authorization", read.repair.pa_number or ""))
    return [fact for fact in told if fact.text]


def _loan(loan: Loan) -> Fact:
    word, tone = LOAN_WORDS[loan.stage]
    fetched = f", {loan.back_ticket_no}" if loan.back_ticket_no else ""
    return Fact("Substitute", f"{loan.serial} {word}{fetched}: {loan.reason}", tone)
