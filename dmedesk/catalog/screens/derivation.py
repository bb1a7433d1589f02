"""How a price came about, in the engine's words: its steps, clauses and readings."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from dmedesk.rates import Quote
from dmedesk.rates.answer import Step as EngineStep
from dmedesk.rates.money import format_dollars
from dmedesk.rates.wording import citation_of, says
from dmedesk.widgets.reckoning import Step
from dmedesk.widgets.words import money


def steps_of(quote: Quote) -> tuple[Step, ...]:
    """The steps of a quote, each in words with its figure and clause."""
    if not quote.steps:
        amount = money(quote.amount_cents)
        return (Step("The usual charge, as a private payer pays it.", amount, ""),)
    return tuple(step_of(step) for step in quote.steps)


def step_of(step: EngineStep) -> Step:
    """One step in words with its figure and clause."""
    code, amount, *_ = step
    sentence = says(step)
    figure = "" if amount is None else _figure(amount)
    return Step(sentence[:1].upper() + sentence[1:], figure, citation_of(code))


def _figure(amount: int | Fraction) -> str:
    try:
        return money(amount)
    except ValueError:
        # A share that no decimal ends, such as a third of a cent: shown to the cent, marked so.
        return f"≈ {format_dollars(round(amount))}"


def readings_of(readings: Mapping[str, str]) -> Iterable[str]:
    """The readings of the law that were used."""
    for name, option in readings.items():
        yield f"Reading used: {name} = {option}".replace("_", " ")


def notes_of(quote: Quote) -> tuple[str, ...]:
    """What a quote rests on besides: the deciding clauses, readings, what is to be confirmed."""
    decided = (f"Decided by {', '.join(quote.citations)}.",) if quote.citations else ()
    confirm = (f"To confirm: {note.message} ({note.citation})." for note in quote.findings)
    return (*decided, *readings_of(quote.readings), *confirm)
