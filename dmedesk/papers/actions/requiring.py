"""Turns requirements of payers on and off: the owner's right, by payer and date."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dmedesk.kit.cells import hcpcs, prose
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.kit.records import from_before_until
from dmedesk.kit.typed import by_field, missing, tidy, unreadable
from dmedesk.papers.rules.entering import requirement_faults
from dmedesk.papers.rules.law import is_said_by, proposals
from dmedesk.papers.rules.words import RequirementKind, Service
from dmedesk.papers.tables import Requirement
from dmedesk.store.editing import add_row, edit_row
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import UnitOfWork

REQUIREMENT_PREFIX, REQUIREMENT_WIDTH = "REQ-", 4
"""What the numbers of requirements begin with, and to how many figures they are filled up."""

_NAMES = {
    "payer_id": "payer",
    "kind": "what is asked for",
    "service": "kind of service",
    "from_on": "first day",
    "citation": "place where it says so",
}
_WHOLE = (*_NAMES, "hcpcs", "family", "number", "text", "until_on", "why")


def turn_on(
    work: UnitOfWork,
    *,
    proposal: str,
    payer_id: int,
    from_on: date,
    hcpcs: str | None = None,
    number: int | None = None,
) -> int:
    """Turn a shipped proposal on for a payer, from a day; answers the requirement's id.

    ``hcpcs`` and ``number`` are said where the texts do not have them. ``LookupError`` where there
    is no such proposal; ``Refused`` with everything that is missing.
    """
    own = proposals()[proposal]
    if own.needs_code and not hcpcs:
        message, remedy = "For which code is not said.", "Say the code."
        raise Refused([Finding(Severity.STOP, "code_missing", message, "", remedy, "hcpcs")])
    return enter_requirement(
        work,
        values={
            "payer_id": payer_id,
            "kind": own.kind,
            "service": Service.ANY,
            "hcpcs": hcpcs or own.hcpcs,
            "family": None if hcpcs else own.family or None,
            "number": own.number if own.number is not None else number,
            "text": own.text,
            "from_on": from_on,
            "citation": own.citation,
            "why": own.why,
            "proposal": own.key,
        },
    )


def enter_requirement(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Enter a requirement by the attributes of ``Requirement``; answers the id.

    ``until_on`` is the day after the last. Raises ``Refused`` with everything that is wrong.
    """
    own = {"hcpcs": "", "text": "", "why": "", "proposal": "", **_own(values)}
    _refuse(own)
    number = next_number(
        work, Requirement.requirement_no, prefix=REQUIREMENT_PREFIX, width=REQUIREMENT_WIDTH
    )
    return add_row(work, Requirement, values={**own, "requirement_no": number})


def change_requirement(
    work: UnitOfWork, *, requirement_id: int, version: int, values: Mapping[str, Any]
) -> int:
    """Change these attributes, read at this row version; answers the new version.

    What is posted keeps what it rests on. One that says otherwise than its text from now on is the
    shop's own. ``Refused`` as ``enter_requirement``, and where another
    desk changed it meanwhile.
    """
    stored = work.session.get(Requirement, requirement_id)
    before = {} if stored is None else {name: getattr(stored, name) for name in _WHOLE}
    own = _own(values)
    whole = {**before, **own}
    _refuse(whole)
    if stored is not None and stored.proposal and not is_said_by(stored.proposal, whole):
        own["proposal"] = ""
    return edit_row(work, Requirement, row_id=requirement_id, version=version, values=own)


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    """As it is stored: texts that may be empty are never None."""
    own = tidy(values)
    for name in ("hcpcs", "text", "why", "proposal"):
        if name in own:
            own[name] = own[name] or ""
    if own.get("hcpcs"):
        own["hcpcs"] = own["hcpcs"].upper()
    if own.get("kind"):
        own["kind"] = RequirementKind(own["kind"])
    if own.get("service"):
        own["service"] = Service(own["service"])
    return own


def _refuse(whole: Mapping[str, Any]) -> None:
    findings = by_field(
        missing(whole, _NAMES),
        unreadable(whole, {"hcpcs": hcpcs, "citation": prose, "why": prose}),
        from_before_until(whole),
        requirement_faults(whole),
    )
    if stops(findings):
        raise Refused(findings)
