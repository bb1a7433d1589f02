"""Charges what was delivered or repaired, from the proposals: one of them, or all."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from dmedesk.billing.actions.charges import enter_charge
from dmedesk.billing.actions.crediting import LOCK
from dmedesk.billing.queries.chargeable import Chargeable, chargeable
from dmedesk.billing.rules.charges import SourceKind
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SourcesCharged:
    """The charges (ids) that were entered, and what kept the others."""

    charge_ids: tuple[int, ...]
    findings: tuple[Finding, ...]


def charge_sources(
    work: UnitOfWork, *, sources: Collection[tuple[SourceKind, str]] | None = None
) -> SourcesCharged:
    """Enter the charges of these sources, or of all that wait.

    What cannot be entered is told with its reasons and keeps nothing else. Refused where nothing
    could be.
    """
    work.lock(LOCK)
    entered: list[int] = []
    found: list[Finding] = []
    for one in chargeable(work.session):
        if sources is not None and (one.source, one.source_no) not in sources:
            continue
        try:
            entered.append(_charge(work, one))
        except Refused as refused:
            found += [replace(each, subject=one.source_no) for each in refused.findings]
    if not entered:
        raise Refused(found or [_nothing()])
    return SourcesCharged(tuple(entered), tuple(found))


def _charge(work: UnitOfWork, one: Chargeable) -> int:
    if one.said is None:
        message = "Nobody is known who pays."
        remedy = "Enter the member's coverage, or charge it by hand."
        raise Refused([Finding(Severity.STOP, "payer_missing", message, remedy=remedy)])
    return enter_charge(work, said=one.said, source=one.source, source_no=one.source_no)


def _nothing() -> Finding:
    message, remedy = "Everything that was delivered is charged.", "Leave it as it is."
    return Finding(Severity.STOP, "nothing_to_charge", message, remedy=remedy)
