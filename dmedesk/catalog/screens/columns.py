"""How editions, fees and the rent that follows from them are shown."""

from collections.abc import Mapping
from datetime import date

from dmedesk.catalog.queries.codes import CodeFee
from dmedesk.catalog.queries.rents import RentSpan
from dmedesk.catalog.rules.reports import EditionListed, kind_words
from dmedesk.catalog.rules.words import FeeRegime
from dmedesk.catalog.screens.derivation import notes_of, steps_of
from dmedesk.kit.calendar import last_day
from dmedesk.rates import Refusal
from dmedesk.rates.question import Fee
from dmedesk.widgets.reckoning import Reckoning
from dmedesk.widgets.table import Column
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import money

REGIME_WORDS: Mapping[FeeRegime, str] = {
    FeeRegime.MASSHEALTH: "MassHealth",
    FeeRegime.MEDICARE: "Medicare",
}


_HALF = 32


def _days(edition: EditionListed) -> str:
    if edition.from_on is None:
        return "each row its own"
    if edition.until_on is None:
        return f"{edition.from_on} –"
    return f"{edition.from_on} – {last_day(edition.until_on)}"


def standing_of(edition: EditionListed) -> tuple[str, Tone]:
    """Whether an edition is in force: sign and word, and the colour."""
    if edition.corrected_by is not None:
        return f"↷ corrected by {edition.corrected_by}", Tone.CLOSED
    if edition.until_on is not None:
        return "– ended", Tone.CLOSED
    return "✓ in force", Tone.READY


EDITION_COLUMNS: tuple[Column[EditionListed], ...] = (
    Column("No.", lambda one: str(one.id), order=lambda one: one.id, width=44, figures=True),
    Column("What", lambda one: kind_words(one.kind), width=168, wide=True),
    Column("In force", _days, width=120, spare=2),
    Column(
        "Rows",
        lambda one: f"{one.row_count:,}",
        order=lambda one: one.row_count,
        width=64,
        figures=True,
        spare=1,
    ),
    Column(
        "State", lambda one: standing_of(one)[0], width=96, tone=lambda one: standing_of(one)[1]
    ),
)

FEE_COLUMNS: tuple[Column[CodeFee], ...] = (
    Column("Fees of", lambda one: REGIME_WORDS[one.regime], width=92),
    Column("Modifiers", lambda one: one.modifiers or "none", width=80),
    Column("Fee", lambda one: fee_words(one.fee), width=88, figures=True),
    Column("Class", lambda one: one.payment_class, width=120, wide=True),
    Column("Since", lambda one: one.from_on.isoformat(), width=96),
    Column("Edition", lambda one: str(one.edition_id), width=64, figures=True, spare=1),
    Column("For", lambda one: one.place, width=96, spare=2),
)


def _months(span: RentSpan) -> str:
    if span.last is None:
        return "all" if span.first == 1 else f"from {span.first}"
    return str(span.first) if span.first == span.last else f"{span.first} – {span.last}"


def _rent(span: RentSpan) -> tuple[str, str, str]:
    """Modifiers, amount and clause of a month; of a refusal its reason."""
    answer = span.answer
    if isinstance(answer, Refusal):
        return "", "no price", answer.message
    return " ".join(answer.modifiers), money(answer.amount_cents), ", ".join(answer.citations)


RENT_COLUMNS: tuple[Column[RentSpan], ...] = (
    Column("Paid by", lambda one: REGIME_WORDS[one.regime], width=92),
    Column("Months", _months, width=80),
    Column("Modifiers", lambda one: _rent(one)[0], width=80, spare=1),
    Column("A month", lambda one: _rent(one)[1], width=88, figures=True),
    Column("By", lambda one: _rent(one)[2], width=160, wide=True),
)


def fee_words(fee: Fee) -> str:
    """A fee in one of its three states."""
    if fee is None:
        return "blank"
    return fee if isinstance(fee, str) else money(fee)


def provenance_of(edition: EditionListed) -> str:
    """Where an edition came from: its file, its own title, its digest, who took it and when."""
    taken = f"{edition.imported_at.astimezone():%Y-%m-%d %H:%M}"
    area = f" ({edition.state}, {edition.area.value.replace('_', ' ')})" if edition.area else ""
    source = "" if edition.source == edition.file_name else f"{edition.source}\n"
    return (
        f"{edition.file_name}{area}\n{source}"
        f"Taken {taken} by {edition.imported_by}\n"
        f"SHA-256 {edition.sha256[:_HALF]}\n{edition.sha256[_HALF:]}"
    )


def why_rent(span: RentSpan, hcpcs: str, on: date) -> Reckoning:
    """Why a month's rent of a code is so much, or why there is no price."""
    subject = (f"New unit at home, by the fees of {on}", f"Months: {_months(span)}")
    answer = span.answer
    title = f"{REGIME_WORDS[span.regime]} · {hcpcs}"
    if isinstance(answer, Refusal):
        return Reckoning(title, "no price", (*subject, answer.message), (), ())
    words = " ".join(answer.modifiers)
    return Reckoning(
        f"{title} {words}",
        money(answer.amount_cents),
        subject,
        steps_of(answer),
        notes_of(answer),
    )
