"""The days that stop everything: a member's death, or leaving. Each may be taken back.

What follows (units to fetch, months to credit) is derived from the day by the houses above, and
confirmed there, one by one. Nothing that was posted changes here.
"""

from datetime import date
from typing import Any

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, stops
from dmedesk.kit.records import Fault
from dmedesk.members.rules.checks import member_findings
from dmedesk.members.rules.words import LeavingReason
from dmedesk.members.tables import Member
from dmedesk.store.editing import edit_row
from dmedesk.store.unit_of_work import UnitOfWork


def record_death(work: UnitOfWork, *, member_id: int, version: int, deceased_on: date) -> int:
    """Write down the day of death; answers the member's new row version.

    ``Refused`` for a day to come or before the birth, and where one is written down already.
    """
    member = _member(work, member_id)
    today = work.now.astimezone().date()
    findings: list[Finding] = []
    if member is not None and member.deceased_on is not None:
        findings.append(_known("deceased_on", f"died on {member.deceased_on}"))
    if deceased_on > today:
        findings.append(
            Fault(
                "deceased_on",
                "died_in_the_future",
                f"{deceased_on} is a day to come.",
                "Write the day on which the member died.",
            ).found()
        )
    return _write(work, member, member_id, version, findings, {"deceased_on": deceased_on})


def take_back_death(work: UnitOfWork, *, member_id: int, version: int) -> int:
    """The member lives: the day of death was written down by mistake; answers the new version."""
    return edit_row(work, Member, row_id=member_id, version=version, values={"deceased_on": None})


def record_leaving(
    work: UnitOfWork, *, member_id: int, version: int, left_on: date, reason: LeavingReason
) -> int:
    """Write down the last day with us, and why; answers the member's new row version.

    It may be a day to come. ``Refused`` before the birth, and where one is written down already.
    """
    member = _member(work, member_id)
    findings: list[Finding] = []
    if member is not None and member.left_on is not None:
        findings.append(_known("left_on", f"left on {member.left_on}"))
    values = {"left_on": left_on, "left_reason": reason}
    return _write(work, member, member_id, version, findings, values)


def take_back_leaving(work: UnitOfWork, *, member_id: int, version: int) -> int:
    """The member stays: the day of leaving is taken back; answers the new version."""
    values = {"left_on": None, "left_reason": None}
    return edit_row(work, Member, row_id=member_id, version=version, values=values)


def _member(work: UnitOfWork, member_id: int) -> Member | None:
    return work.session.get(Member, member_id)


def _known(field: str, what: str) -> Finding:
    return Fault(
        field, "known_already", f"The member {what}, it says.", "Take that back first."
    ).found()


def _write(
    work: UnitOfWork,
    member: Member | None,
    member_id: int,
    version: int,
    findings: list[Finding],
    values: dict[str, Any],
) -> int:
    if member is not None:
        names = ("member_no", "last_name", "first_name", "birth_on")
        findings += member_findings({**{name: getattr(member, name) for name in names}, **values})
    if stops(findings):
        raise Refused(findings)
    return edit_row(work, Member, row_id=member_id, version=version, values=values)
