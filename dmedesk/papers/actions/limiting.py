"""Turns limits of frequency on and off, and writes new versions of them: the owner's right.

A limit that is in force is not edited: what was judged by it must be judged so again. It is ended,
or a new version follows it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dmedesk.kit.cells import hcpcs, prose
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity, stopping, stops
from dmedesk.kit.records import Fault, from_before_until
from dmedesk.kit.typed import by_field, missing, tidy, unreadable
from dmedesk.papers.rules.entering import limit_faults
from dmedesk.papers.rules.limit_law import limit_proposals
from dmedesk.papers.rules.limit_words import LimitKind, PeriodUnit, Stance, Treatment
from dmedesk.papers.tables import Limit
from dmedesk.store.editing import add_row, edit_row
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import UnitOfWork

LIMIT_PREFIX, LIMIT_WIDTH = "LIM-", 4
"""What the numbers of limits begin with, and to how many figures they are filled up."""

_NAMES = {
    "payer_id": "payer",
    "kind": "kind of limit",
    "hcpcs": "code",
    "quantity": "quantity",
    "every": "period",
    "unit": "unit of the period",
    "treatment": "treatment",
    "stance": "warning or stop",
    "from_on": "first day",
    "citation": "place where it says so",
}
_WHOLE = (*_NAMES, "until_on", "why", "proposal")
_WORDS = {"kind": LimitKind, "unit": PeriodUnit, "treatment": Treatment, "stance": Stance}


def turn_limit_on(
    work: UnitOfWork, *, proposal: str, payer_id: int, from_on: date, stance: Stance = Stance.WARN
) -> int:
    """Turn a shipped proposal on for a payer, from a day; answers the limit's id.

    ``LookupError`` where there is no such proposal; ``Refused`` where the day lies before the text
    that it is from.
    """
    own = limit_proposals()[proposal]
    if from_on < own.from_on:
        message, remedy = f"The text is of {own.from_on}.", "Choose a later day."
        raise Refused([Finding(Severity.STOP, "before_its_text", message, "", remedy, "from_on")])
    return enter_limit(
        work,
        values={
            "payer_id": payer_id,
            "kind": own.kind,
            "hcpcs": own.hcpcs,
            "quantity": own.quantity,
            "every": own.every,
            "unit": own.unit,
            "treatment": own.treatment,
            "stance": stance,
            "from_on": from_on,
            "citation": own.citation,
            "why": own.confirm,
            "proposal": own.key,
        },
    )


def enter_limit(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Enter a limit by the attributes of ``Limit``; answers the id.

    ``until_on`` is the day after the last. Raises ``Refused`` with everything that is wrong.
    """
    own = {"why": "", "proposal": "", "treatment": Treatment.ANY, **_own(values)}
    _refuse(own)
    number = next_number(work, Limit.limit_no, prefix=LIMIT_PREFIX, width=LIMIT_WIDTH)
    return add_row(work, Limit, values={**own, "limit_no": number})


def change_limit(
    work: UnitOfWork, *, limit_id: int, version: int, values: Mapping[str, Any]
) -> int:
    """Change these attributes, read at this row version; answers the new version.

    Of one that is in force its end alone may be said, not before today. ``Refused`` as
    ``enter_limit``, and where another desk changed it meanwhile.
    """
    stored = work.session.get_one(Limit, limit_id)
    before = {name: getattr(stored, name) for name in _WHOLE}
    own = _own(values)
    today = work.now.astimezone().date()
    found = list(_in_force_faults(before, own, today)) if before["from_on"] <= today else []
    if found:
        raise Refused(by_field(found))
    _refuse({**before, **own})
    return edit_row(work, Limit, row_id=limit_id, version=version, values=own)


def renew_limit(
    work: UnitOfWork, *, limit_id: int, version: int, from_on: date, values: Mapping[str, Any]
) -> int:
    """A new version of a limit from a day on, with what is told otherwise; answers its id.

    The old one ends the day before. ``Refused`` where the day is not after the old one's first, or
    lies before today.
    """
    stored = work.session.get_one(Limit, limit_id)
    before = {name: getattr(stored, name) for name in _WHOLE}
    if from_on <= before["from_on"]:
        message = f"The limit begins on {before['from_on']}."
        raise Refused([stopping("before_limit", message, "Choose a later day.", "from_on")])
    change_limit(work, limit_id=limit_id, version=version, values={"until_on": from_on})
    told = {**before, **values, "from_on": from_on, "until_on": None, "proposal": ""}
    return enter_limit(work, values=told)


def _in_force_faults(
    before: Mapping[str, Any], own: Mapping[str, Any], today: date
) -> Iterator[Fault]:
    for name, value in own.items():
        if name != "until_on" and value != before.get(name):
            yield Fault(
                name,
                "limit_in_force",
                "The limit is in force: what was judged by it stays so.",
                "End it, or write a new version of it.",
            )
    until_on = own.get("until_on", before["until_on"])
    if until_on != before["until_on"] and until_on is not None and until_on < today:
        yield Fault("until_on", "ended_before_today", "That day is past.", "Choose a later day.")


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    """As it is stored: texts that may be empty are never None."""
    own = tidy(values)
    for name in ("why", "proposal"):
        if name in own:
            own[name] = own[name] or ""
    if own.get("hcpcs"):
        own["hcpcs"] = own["hcpcs"].upper()
    for name, options in _WORDS.items():
        if own.get(name):
            own[name] = options(own[name])
    return own


def _refuse(whole: Mapping[str, Any]) -> None:
    findings = by_field(
        missing(whole, _NAMES),
        unreadable(whole, {"hcpcs": hcpcs, "citation": prose, "why": prose}),
        from_before_until(whole),
        limit_faults(whole),
    )
    if stops(findings):
        raise Refused(findings)
