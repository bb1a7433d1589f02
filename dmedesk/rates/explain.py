"""An answer in plain words, for a person: half a page whose figures re-add to the amount."""

import textwrap
from functools import cache

from dmedesk.rates.answer import Quote, Refusal, Step
from dmedesk.rates.law import read_parameters
from dmedesk.rates.money import format_dollars
from dmedesk.rates.question import Request
from dmedesk.rates.wording import citation_of, says

WIDTH = 78
_FIGURE = 12
_BASIS = {
    "usual_charge": "the usual and customary charge, which is the lowest",
    "preferred_rate": "the preferred supplier rate, which is the lowest",
    "rebate_rate": "the rebate agreement rate, which is the lowest",
    "schedule_row": "the published row of the fee schedule",
    "formula": "the formula of the regulation",
    "individual_consideration": "individual consideration (cost plus markup)",
    "wholesale_acquisition_cost": "the wholesale acquisition cost",
}
_REGIME = {"masshealth": "MassHealth", "medicare": "Medicare"}


def explain(request: Request, answered: Quote | Refusal) -> str:
    """The answer as text of at most ``WIDTH`` columns, without a last line end."""
    words = refusal(answered) if isinstance(answered, Refusal) else _priced(answered)
    return f"{_heading(request)}\n\n{words}"


def refusal(refused: Refusal) -> str:
    """Why there is no price, and what would help."""
    reason = refused.reason.replace("_", " ")
    lines = [f"No price: {reason}.", *_wrapped(refused.message, "  ")]
    if refused.citation:
        lines.append(f"  ({refused.citation})")
    return "\n".join(lines)


def _heading(request: Request) -> str:
    subject = [request.service.replace("_", " ").capitalize()]
    if request.hcpcs:
        subject.append(f"of {request.hcpcs}")
    if request.rental_month is not None:
        subject.append(f"in rental month {request.rental_month}")
    if request.units > 1:
        subject.append(f"for {request.units} units")
    return f"{' '.join(subject)}: {_REGIME[request.regime]}, on {request.on}"


def _priced(quote: Quote) -> str:
    lines = [f"Amount {format_dollars(quote.amount_cents)}"]
    if quote.modifiers:
        lines[0] += f", billed with {' '.join(quote.modifiers)}"
    lines += ["", *(line for step in quote.steps for line in _step(step))]
    payable = quote.basis != "not_payable"
    decided = f"Decided by {_BASIS[quote.basis]}" if payable else "Nothing is payable"
    lines += ["", *_wrapped(f"{decided}: {', '.join(quote.citations)}.", "")]
    for name, option in quote.readings.items():
        lines += _reading(name, option)
    for note in quote.findings:
        lines += _wrapped(f"To confirm: {note.message} ({note.citation}).", "")
    return "\n".join(lines)


def _step(step: Step) -> list[str]:
    """The sentence at the left, its figure in a column, the clause under the sentence."""
    amount = "" if step[1] is None else format_dollars(step[1])
    column = max(_FIGURE, len(amount))
    # However long a figure is, its sentence keeps half of the page.
    first, *rest = textwrap.wrap(says(step), max(WIDTH - column - 4, WIDTH // 2))
    lines = [f"  {first.ljust(WIDTH - column - 2)}{amount.rjust(column)}".rstrip()]
    lines += [f"  {line}" for line in rest]
    return [*lines, f"      {citation_of(step[0])}"]


def _reading(name: str, option: str) -> list[str]:
    doubt = _sentences_in_doubt()[name]
    return _wrapped(f"Reading used: {name} = {option} (the text allows two: {doubt}).", "")


@cache
def _sentences_in_doubt() -> dict[str, str]:
    readings = read_parameters("readings.toml")
    return {name: reading["regulation"] for name, reading in readings.items()}


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent or "  ")
