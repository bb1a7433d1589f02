"""Enters and changes members, with who covers them and where they live; notes beside them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from dmedesk.kit.cells import Unreadable, prose
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.kit.references import Posted
from dmedesk.kit.typed import tidy
from dmedesk.members.actions.parts import PARTS, moved_findings, part_findings, put_parts
from dmedesk.members.queries.numbers import next_member_no
from dmedesk.members.rules.checks import member_findings
from dmedesk.members.rules.identifiers import plain_number
from dmedesk.members.tables import Member, MemberNote
from dmedesk.store.editing import add_row, edit_row
from dmedesk.store.unit_of_work import UnitOfWork

_NUMBERS = "member_no"
_JUDGED = (
    "member_no",
    "last_name",
    "first_name",
    "birth_on",
    "deceased_on",
    "left_on",
    "left_reason",
)


def enter_member(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Enter a member by the attributes of ``Member``; answers the id.

    ``coverages`` and ``residences`` are rows of theirs. Raises ``Refused`` with everything that is
    wrong; what is only doubtful does not stop it.
    """
    own = _own(values)
    # Nobody else gets the number between the look at it and its entry.
    work.lock(_NUMBERS)
    findings = [*member_findings(own), *_number_taken(work, own, None)]
    findings += part_findings(work, values=values)
    if stops(findings):
        raise Refused(findings)
    member_id = add_row(work, Member, values=own)
    put_parts(work, member_id=member_id, values=values)
    return member_id


def change_member(
    work: UnitOfWork,
    *,
    member_id: int,
    version: int,
    values: Mapping[str, Any],
    posted: Sequence[Posted] = (),
) -> int:
    """Change these attributes of a member, read at this row version; answers the new version.

    ``posted`` are the billed months whose price rests on where the member lived, which only a
    house above knows: of their days that may not change. As ``enter_member``; ``Refused`` too
    where another desk changed the member meanwhile.
    """
    own = _own(values)
    stored = work.session.get(Member, member_id)
    before = {} if stored is None else {name: getattr(stored, name) for name in _JUDGED}
    work.lock(_NUMBERS)
    findings = [*member_findings({**before, **own}), *_number_taken(work, own, member_id)]
    findings += part_findings(work, values=values)
    findings += moved_findings(work, member_id=member_id, values=values, posted=posted)
    if stops(findings):
        raise Refused(findings)
    version = edit_row(work, Member, row_id=member_id, version=version, values=own)
    put_parts(work, member_id=member_id, values=values)
    return version


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    """The member's own attributes as they are stored."""
    own = tidy({name: value for name, value in values.items() if name not in PARTS})
    for name in ("masshealth_id", "medicare_mbi"):
        if own.get(name):
            own[name] = plain_number(own[name])
    return own


def _number_taken(
    work: UnitOfWork, own: Mapping[str, Any], member_id: int | None
) -> Sequence[Finding]:
    number = own.get("member_no")
    if not number:
        return ()
    chosen = select(Member).where(Member.member_no == number, Member.id != (member_id or 0))
    found = work.session.scalar(chosen)
    if found is None:
        return ()
    return [
        Finding(
            Severity.STOP,
            "member_no_taken",
            f"{number} is {found.last_name}, {found.first_name}.",
            remedy=f"The next free number is {next_member_no(work.session)}.",
            field="member_no",
        )
    ]


def write_note(work: UnitOfWork, *, member_id: int, note: str) -> int:
    """Write down something about a member, in the name of whoever works; answers its id."""
    try:
        said = prose(note.strip())
    except Unreadable as error:
        raise Refused([_note(error.code, error.message, error.remedy)]) from error
    if not said:
        raise Refused([_note("missing_value", "There is nothing to write down.", "Type it.")])
    written = {
        "member_id": member_id,
        "written_at": work.now,
        "written_by": work.actor,
        "note": said,
    }
    return add_row(work, MemberNote, values=written)


def _note(code: str, message: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, remedy=remedy, field="note")
