"""Why a purchase option comes to its price, or what keeps it from having one."""

from dmedesk.billing.queries.option import OptionRead
from dmedesk.catalog.screens.derivation import notes_of, steps_of
from dmedesk.kit.calendar import last_day
from dmedesk.rates.answer import Quote
from dmedesk.rentals.queries.options import Answered
from dmedesk.rentals.rules import OPTION_ANSWER_WORDS
from dmedesk.widgets.reckoning import Reckoning, Step
from dmedesk.widgets.words import money


def why_option(read: OptionRead) -> Reckoning:
    """The engine's steps, its clauses and readings; or why there is no price."""
    answer = read.price.answer
    subject = (f"{read.product} · {read.serial}", f"On {read.on} · payer {read.rental.payer.code}")
    if not isinstance(answer, Quote):
        refused = Step(f"‖ {answer.message}", "", answer.citation)
        return Reckoning("Price left to pay", "no price", subject, (refused,), ())
    return Reckoning(
        "Price left to pay",
        money(answer.amount_cents),
        subject,
        steps_of(answer),
        (*notes_of(answer), *answers_in_words(read)),
    )


def answers_in_words(read: OptionRead) -> tuple[str, ...]:
    """What was answered so far, the last one first."""
    return tuple(map(_in_words, reversed(read.answers)))


def _in_words(one: Answered) -> str:
    follows = one.then.words()
    answer = f"{OPTION_ANSWER_WORDS[one.answer]} at {money(one.cents)}"
    said = f"{answer}; {follows}" if follows else answer
    return f"{one.on}: {said}. {one.why} ({one.by})"


def rent_rows(read: OptionRead) -> list[tuple[str, str, str, str]]:
    """Month, days, amount and what it rests on, of everything billed; the sum comes last."""
    rows = []
    before = read.rental.terms.months_already_paid
    if read.before_cents:
        rows.append((f"1–{before}", "", money(read.before_cents), "Before the move"))
    for month in read.months:
        if month.is_paid and month.cents is None:
            continue
        days = f"{month.from_on} to {last_day(month.until_on)}"
        amount = "not billed" if month.cents is None else money(month.cents)
        rows.append((str(month.number), days, amount, month.about))
    rows.append(("Total", "", money(read.paid_cents), ""))
    return rows
