"""What people decided of a member's lines, for the audit binder: answers to purchase options, and
steps over what the scrub found.
"""

from collections.abc import Iterator
from typing import Any

from dmedesk.billing.queries.scrub import StepTaken, steps_of_member
from dmedesk.kit.binders import BinderAsk, BinderColumn, BinderSection, BinderTable
from dmedesk.papers.rules.scrub_law import scrub_rules
from dmedesk.rates.money import format_dollars
from dmedesk.rentals.queries.options import Answered, answers_of_member
from dmedesk.rentals.rules import OPTION_ANSWER_WORDS

_RANK = 65
_COLUMNS = (
    BinderColumn("Day", 12),
    BinderColumn("Of", 16),
    BinderColumn("What", 40),
    BinderColumn("Why", 40),
    BinderColumn("Who", 14),
)


def decided_section(session: Any, ask: BinderAsk) -> BinderSection:
    """Every answer to an offer to buy, and every step over a finding, with its reason."""
    options = BinderTable("Purchase options", _COLUMNS, list(_options(session, ask)))
    taken = steps_of_member(session, member_id=ask.ref.id)
    rows = [_step(one) for one in taken if ask.holds(one.on)]
    steps = BinderTable("Gone on over a finding", _COLUMNS, rows)
    tables = tuple(one for one in (options, steps) if one.rows)
    return BinderSection("decided", "Decided by a person", _RANK, tables)


def _options(session: Any, ask: BinderAsk) -> Iterator[tuple[str, ...]]:
    for rental_no, one in answers_of_member(session, member_id=ask.ref.id):
        if ask.holds(one.on):
            yield (str(one.on), f"Rental {rental_no}", _answer(one), one.why, one.by)


def _answer(one: Answered) -> str:
    follows = one.then.words()
    at = f"{OPTION_ANSWER_WORDS[one.answer]} at ${format_dollars(one.cents)}"
    return f"{at}; {follows}" if follows else at


def _step(one: StepTaken) -> tuple[str, ...]:
    taken_back = "" if one.turn % 2 else ", taken back"
    known = scrub_rules().get(one.rule)
    title = one.rule if known is None else known.title
    what = f"{title}, of {one.from_on}{taken_back}"
    return str(one.on), one.of, what, one.why, one.recorded_by
