"""Enters and changes the papers beside a prescription: letters, written orders, encounters."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from dmedesk.kit.cells import hcpcs, prose
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import stops
from dmedesk.kit.records import Fault
from dmedesk.kit.typed import by_field, missing, unreadable
from dmedesk.papers.rules.elements import paper_values
from dmedesk.papers.rules.entering import paper_faults
from dmedesk.papers.tables import SupportingPaper
from dmedesk.store.editing import add_row, edit_row
from dmedesk.store.unit_of_work import UnitOfWork

_NAMES = {
    "member_id": "member",
    "hcpcs": "code",
    "kind": "kind of paper",
    "practitioner_id": "practitioner",
    "signed_on": "day",
}
_KEY = ("member_id", "hcpcs", "kind", "signed_on", "practitioner_id")


def enter_paper(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Enter a paper by the attributes of ``SupportingPaper``; answers the id.

    What stands on it is told by the keys of its elements. Raises ``Refused`` with everything that
    is wrong: a CMN or DIF of a day on which there were none any more is.
    """
    own = paper_values(values)
    _refuse(work, own, 0)
    return add_row(work, SupportingPaper, values=own)


def change_paper(
    work: UnitOfWork, *, paper_id: int, version: int, values: Mapping[str, Any]
) -> int:
    """Change these attributes, read at this row version; answers the new version.

    As ``enter_paper``; ``Refused`` too where another desk changed it meanwhile.
    """
    stored = work.session.get(SupportingPaper, paper_id)
    own = paper_values(values, kept=None if stored is None else stored.elements)
    before = {} if stored is None else {name: getattr(stored, name) for name in _KEY}
    if stored is not None:
        before["expires_on"] = stored.expires_on
    _refuse(work, {**before, **own}, paper_id)
    return edit_row(work, SupportingPaper, row_id=paper_id, version=version, values=own)


def _refuse(work: UnitOfWork, whole: Mapping[str, Any], own_id: int) -> None:
    today = work.now.astimezone().date()
    findings = by_field(
        missing(whole, _NAMES),
        unreadable(whole, {"hcpcs": hcpcs, "note": prose}),
        paper_faults(whole, today=today),
        _twice(work, whole, own_id),
    )
    if stops(findings):
        raise Refused(findings)


def _twice(work: UnitOfWork, whole: Mapping[str, Any], own_id: int) -> Iterator[Fault]:
    if any(whole.get(name) is None for name in _KEY):
        return
    same = [getattr(SupportingPaper, name) == whole[name] for name in _KEY]
    chosen = select(SupportingPaper.id).where(SupportingPaper.id != own_id, *same)
    if work.session.scalar(chosen) is not None:
        message = "The same practitioner’s paper of this kind, code and day is entered already."
        yield Fault("signed_on", "row_twice", message, "Open that one.")
