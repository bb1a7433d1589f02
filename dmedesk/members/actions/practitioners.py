"""Enters and changes practitioners, and appends what a look into the public lists showed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from dmedesk.kit.cells import text
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.kit.records import Fault
from dmedesk.kit.typed import tidy, unreadable
from dmedesk.members.rules.checks import practitioner_findings
from dmedesk.members.rules.words import Standing
from dmedesk.members.tables import Practitioner, PractitionerCheck
from dmedesk.store.editing import add_row, edit_row
from dmedesk.store.unit_of_work import UnitOfWork

_NUMBERS = "npi"


def enter_practitioner(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Enter a practitioner by the attributes of ``Practitioner``; answers the id.

    Raises ``Refused`` with everything that is wrong. An NPI without its form does not stop it: the
    month holds what is prescribed by it.
    """
    own = tidy(values)
    work.lock(_NUMBERS)
    _judge(work, own, None)
    return add_row(work, Practitioner, values=own)


def change_practitioner(
    work: UnitOfWork, *, practitioner_id: int, version: int, values: Mapping[str, Any]
) -> int:
    """Change these attributes, read at this row version; answers the new version.

    As ``enter_practitioner``; ``Refused`` too where another desk changed them meanwhile.
    """
    own = tidy(values)
    work.lock(_NUMBERS)
    stored = work.session.get(Practitioner, practitioner_id)
    before = {} if stored is None else {"npi": stored.npi, "last_name": stored.last_name}
    _judge(work, {**before, **own}, practitioner_id)
    return edit_row(work, Practitioner, row_id=practitioner_id, version=version, values=own)


def _judge(work: UnitOfWork, own: Mapping[str, Any], practitioner_id: int | None) -> None:
    findings = [*practitioner_findings(own), *_npi_taken(work, own, practitioner_id)]
    if stops(findings):
        raise Refused(findings)


def _npi_taken(
    work: UnitOfWork, own: Mapping[str, Any], practitioner_id: int | None
) -> Sequence[Finding]:
    npi = own.get("npi")
    if not npi:
        return ()
    others = Practitioner.id != (practitioner_id or 0)
    found = work.session.scalar(select(Practitioner).where(Practitioner.npi == npi, others))
    if found is None:
        return ()
    name = ", ".join(filter(None, (found.last_name, found.first_name)))
    return [
        Finding(
            Severity.STOP,
            "npi_taken",
            f"{npi} is {name}.",
            remedy="Open that one, or correct the NPI.",
            field="npi",
        )
    ]


def check_practitioner(
    work: UnitOfWork,
    *,
    practitioner_id: int,
    checked_on: date,
    standing: Standing,
    source: str = "",
) -> int:
    """Write down what a look into the public lists showed, in the name of whoever works.

    Answers the id of the fact. ``Refused`` for a day to come.
    """
    faults = list(unreadable({"source": source}, {"source": text}))
    if checked_on > work.now.astimezone().date():
        faults.append(
            Fault(
                "checked_on",
                "checked_in_the_future",
                f"{checked_on} is a day to come.",
                "Write the day on which somebody looked.",
            )
        )
    if faults:
        raise Refused([fault.found() for fault in faults])
    looked = {
        "practitioner_id": practitioner_id,
        "checked_on": checked_on,
        "standing": standing,
        "source": source.strip(),
        "checked_by": work.actor,
        "recorded_at": work.now,
    }
    return add_row(work, PractitionerCheck, values=looked)
