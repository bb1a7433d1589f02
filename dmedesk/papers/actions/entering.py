"""Enters and changes prescriptions and prior authorizations by hand.

A posted line keeps what it rests on: it was judged by the papers of its day. Only the months that
lines have used bind an authorization: it cannot be made smaller than that.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, select

from dmedesk.kit.cells import Unreadable, hcpcs, identifier
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import stops
from dmedesk.kit.records import Fault, from_before_until
from dmedesk.kit.typed import tidy
from dmedesk.papers.rules import expired_before_signed
from dmedesk.papers.rules.elements import paper_values
from dmedesk.papers.tables import Authorization, AuthorizationUse, Prescription
from dmedesk.store.base import Base
from dmedesk.store.editing import add_row, edit_row
from dmedesk.store.unit_of_work import UnitOfWork

_Values = Mapping[str, Any]

_PRESCRIPTION_NAMES = {
    "member_id": "member",
    "hcpcs": "code",
    "practitioner_id": "practitioner",
    "signed_on": "day of the signature",
}
_AUTHORIZATION_NAMES = {
    "member_id": "member",
    "hcpcs": "code",
    "pa_number": "number",
    "from_on": "first day",
}


def enter_prescription(work: UnitOfWork, *, values: _Values) -> int:
    """Enter a prescription by the attributes of ``Prescription``; answers the id.

    What stands on it is told by the keys of its elements. Raises ``Refused`` with everything that
    is wrong.
    """
    own = paper_values(values)
    _refuse_if_any(_prescription_faults(work, own, 0))
    return add_row(work, Prescription, values=own)


def change_prescription(
    work: UnitOfWork, *, prescription_id: int, version: int, values: _Values
) -> int:
    """Change these attributes, read at this row version; answers the new version.

    As ``enter_prescription``; ``Refused`` too where another desk changed it meanwhile.
    """
    before = _stored(work, Prescription, prescription_id, (*_PRESCRIPTION_NAMES, "elements"))
    own = paper_values(values, kept=before.pop("elements", None))
    whole = {**before, **own}
    _refuse_if_any(_prescription_faults(work, whole, prescription_id))
    return edit_row(work, Prescription, row_id=prescription_id, version=version, values=own)


def enter_authorization(work: UnitOfWork, *, values: _Values) -> int:
    """Enter a prior authorization by the attributes of ``Authorization``; answers the id.

    ``until_on`` is the day after the last. Raises ``Refused`` with everything that is wrong.
    """
    own = _tidy(values)
    _refuse_if_any(_authorization_faults(work, own, 0))
    return add_row(work, Authorization, values=own)


def change_authorization(
    work: UnitOfWork, *, authorization_id: int, version: int, values: _Values
) -> int:
    """Change these attributes, read at this row version; answers the new version.

    As ``enter_authorization``; ``Refused`` too where another desk changed it meanwhile.
    """
    own = _tidy(values)
    names = (*_AUTHORIZATION_NAMES, "until_on", "months")
    before = _stored(work, Authorization, authorization_id, names)
    whole = {**before, **own}
    faults = [*_authorization_faults(work, whole, authorization_id)]
    if _used(work, authorization_id):
        faults += _of_another(before, whole)
    _refuse_if_any(faults)
    return edit_row(work, Authorization, row_id=authorization_id, version=version, values=own)


def _tidy(values: _Values) -> dict[str, Any]:
    """As it is stored: codes in capitals."""
    own = tidy(values)
    code = own.get("hcpcs")
    return {**own, "hcpcs": code.upper()} if code else own


def _stored(
    work: UnitOfWork, table: type[Base], row_id: int, names: Iterable[str]
) -> dict[str, Any]:
    row = work.session.get(table, row_id)
    return {} if row is None else {name: getattr(row, name) for name in names}


def _refuse_if_any(faults: Iterable[Fault]) -> None:
    findings = [fault.found() for fault in faults]
    if stops(findings):
        raise Refused(findings)


def _prescription_faults(work: UnitOfWork, whole: _Values, own_id: int) -> Iterator[Fault]:
    yield from _missing(whole, _PRESCRIPTION_NAMES)
    yield from _unreadable(whole)
    yield from expired_before_signed(whole)
    same = [
        getattr(Prescription, name) == whole.get(name)
        for name in ("member_id", "hcpcs", "signed_on", "practitioner_id")
    ]
    if _is_there(work, Prescription, own_id, same):
        yield Fault(
            "signed_on",
            "row_twice",
            "The same practitioner's prescription of this code and day is entered already.",
            "Open that one.",
        )


def _authorization_faults(work: UnitOfWork, whole: _Values, own_id: int) -> Iterator[Fault]:
    yield from _missing(whole, _AUTHORIZATION_NAMES)
    yield from _unreadable(whole)
    yield from from_before_until(whole)
    same = [
        getattr(Authorization, name) == whole.get(name)
        for name in ("member_id", "hcpcs", "pa_number")
    ]
    if _is_there(work, Authorization, own_id, same):
        yield Fault(
            "pa_number",
            "row_twice",
            "The member's authorization of this code and number is entered already.",
            "Open that one.",
        )
    used = _used(work, own_id)
    if whole.get("months") is not None and whole["months"] < used:
        yield Fault(
            "months",
            "months_used_already",
            f"Invoices have used {used} months of it.",
            f"Write {used} or more, or leave it empty where there is no limit.",
        )


def _of_another(before: _Values, whole: _Values) -> Iterator[Fault]:
    """Lines that used its months name the member, the code and the number."""
    for name in ("member_id", "hcpcs", "pa_number"):
        if whole.get(name) != before.get(name):
            yield Fault(
                name,
                "months_used_already",
                f"Invoices have used months of it: its {_AUTHORIZATION_NAMES[name]} stays.",
                "Enter another authorization instead.",
            )


def _missing(whole: _Values, names: Mapping[str, str]) -> Iterator[Fault]:
    for name, words in names.items():
        if whole.get(name) is None:
            yield Fault(name, "missing_value", f"The {words} is missing.", "Fill it in.")


def _unreadable(whole: _Values) -> Iterator[Fault]:
    for name, read in (("hcpcs", hcpcs), ("pa_number", identifier)):
        if whole.get(name):
            try:
                read(whole[name])
            except Unreadable as error:
                yield Fault(name, error.code, error.message, error.remedy)


def _is_there(
    work: UnitOfWork, table: Any, own_id: int, same: Iterable[ColumnElement[bool]]
) -> bool:
    chosen = select(table.id).where(table.id != own_id, *same).limit(1)
    return work.session.scalar(chosen) is not None


def _used(work: UnitOfWork, authorization_id: int) -> int:
    used = select(func.coalesce(func.sum(AuthorizationUse.months), 0)).where(
        AuthorizationUse.authorization_id == authorization_id
    )
    return int(work.session.scalar(used) or 0)
