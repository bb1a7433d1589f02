"""Enters and changes payers."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.kit.typed import tidy
from dmedesk.members.rules.checks import payer_findings
from dmedesk.members.tables import Payer
from dmedesk.store.editing import add_row, edit_row
from dmedesk.store.unit_of_work import UnitOfWork

_CODES = "payer_code"


def enter_payer(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Enter a payer by the attributes of ``Payer``; answers the id.

    Raises ``Refused`` with everything that is wrong.
    """
    own = tidy(values)
    work.lock(_CODES)
    _judge(work, own, None)
    return add_row(work, Payer, values=own)


def change_payer(
    work: UnitOfWork, *, payer_id: int, version: int, values: Mapping[str, Any]
) -> int:
    """Change these attributes, read at this row version; answers the new version.

    Another regime prices the months to come; what is posted stays as it was. The code stays:
    policies and files know the payer by it. ``Refused`` too where another desk changed the payer
    meanwhile.
    """
    own = tidy(values)
    work.lock(_CODES)
    stored = work.session.get(Payer, payer_id)
    names = ("code", "name", "regime")
    before = {} if stored is None else {name: getattr(stored, name) for name in names}
    _judge(work, {**before, **own}, payer_id)
    if stored is not None and own.get("code", stored.code) != stored.code:
        raise Refused([_code_stays(stored.code)])
    return edit_row(work, Payer, row_id=payer_id, version=version, values=own)


def _code_stays(code: str) -> Finding:
    return Finding(
        Severity.STOP,
        "payer_code_stays",
        f"The code stays {code}: readings of the law and files name the payer by it.",
        remedy="Enter another payer with the new code.",
        field="code",
    )


def _judge(work: UnitOfWork, own: Mapping[str, Any], payer_id: int | None) -> None:
    findings = [*payer_findings(own), *_code_taken(work, own, payer_id)]
    if stops(findings):
        raise Refused(findings)


def _code_taken(
    work: UnitOfWork, own: Mapping[str, Any], payer_id: int | None
) -> Sequence[Finding]:
    code = own.get("code")
    chosen = select(Payer.name).where(Payer.code == code, Payer.id != (payer_id or 0))
    name = work.session.scalar(chosen) if code else None
    if name is None:
        return ()
    message, remedy = f"{code} is {name}.", "Choose another code."
    return [Finding(Severity.STOP, "payer_code_taken", message, remedy=remedy, field="code")]
