"""Enters and corrects fees of the shop's own, one row at a time, each with its source."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from dmedesk.catalog.rules.fees import cents_of, fee_of, state_of
from dmedesk.catalog.rules.own_fees import own_fee_findings
from dmedesk.catalog.rules.words import EditionKind, Family, FeeRegime, PaymentClass
from dmedesk.catalog.tables import FeeEdition, FeeRow
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.kit.typed import tidy
from dmedesk.store.editing import add_row, edit_row
from dmedesk.store.unit_of_work import UnitOfWork

_LOCK = "rate_book"
TYPED = "typed"
"""What an edition is called that no file gave: a row was typed at the desk."""


def enter_fee(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Enter one fee row; answers its id. It begins an edition of its own, ``typed``.

    ``values`` has regime, hcpcs, modifiers (a set as one text), from_on, until_on (the day after
    the last), fee (cents, ``I.C.`` or None), payment_class, family and source. Raises ``Refused``
    with everything that is wrong.
    """
    work.lock(_LOCK)
    own = _judged(work, tidy(values), None)
    return add_row(work, FeeRow, values={**own, "edition_id": _typed_edition(work, own)})


def correct_fee(work: UnitOfWork, *, row_id: int, version: int, values: Mapping[str, Any]) -> int:
    """Change a fee row of the shop's own, read at this row version; answers the new version.

    The audit keeps what it was, and every posted line what it rested on.
    """
    work.lock(_LOCK)
    stored = work.session.get(FeeRow, row_id)
    before = {} if stored is None else _values(stored)
    own = _judged(work, {**before, **tidy(values)}, row_id)
    edition_id = _typed_edition(work, own)
    return edit_row(
        work, FeeRow, row_id=row_id, version=version, values={**own, "edition_id": edition_id}
    )


_KEPT = ("regime", "hcpcs", "modifiers", "from_on", "until_on")
_WORDS = ("payment_class", "family", "source")


def _values(row: FeeRow) -> dict[str, Any]:
    kept = {name: getattr(row, name) for name in (*_KEPT, *_WORDS)}
    return {**kept, "fee": fee_of(row.state, row.fee_cents)}


def _judged(work: UnitOfWork, values: Mapping[str, Any], row_id: int | None) -> dict[str, Any]:
    """The row as the table has it."""
    findings = own_fee_findings(values)
    if stops(findings):
        raise Refused(findings)
    fee, kind, family = (values.get(name) for name in ("fee", "payment_class", "family"))
    own = {
        "regime": FeeRegime(values["regime"]),
        "hcpcs": values["hcpcs"].upper(),
        "modifiers": values.get("modifiers") or "",
        "from_on": values["from_on"],
        "until_on": values.get("until_on"),
        "state": state_of(fee),
        "fee_cents": cents_of(fee),
        "payment_class": None if kind is None else PaymentClass(kind),
        "family": None if family is None else Family(family),
        "source": values["source"],
    }
    if begun := _begun_already(work, own, row_id):
        raise Refused(begun)
    return own


def _begun_already(
    work: UnitOfWork, own: Mapping[str, Any], row_id: int | None
) -> Sequence[Finding]:
    names = ("regime", "hcpcs", "modifiers", "from_on")
    chosen = select(FeeRow.id).where(
        *(getattr(FeeRow, name) == own[name] for name in names), FeeRow.id != (row_id or 0)
    )
    if work.session.scalar(chosen) is None:
        return ()
    return [
        Finding(
            Severity.STOP,
            "row_twice",
            f"There is a fee of {own['hcpcs']} {own['modifiers']} from {own['from_on']} already.",
            remedy="Correct that one, or choose another first day.",
            field="from_on",
        )
    ]


def _typed_edition(work: UnitOfWork, own: Mapping[str, Any]) -> int:
    """The edition of a row that was typed: who typed it when, and from where they had it."""
    edition = FeeEdition(
        kind=EditionKind.DMEDESK,
        file_name=TYPED,
        sha256=sha256(repr(sorted(own.items())).encode()).hexdigest(),
        source=own["source"],
        row_count=1,
        imported_at=work.now,
        imported_by=work.actor,
    )
    work.session.add(edition)
    work.session.flush()
    return edition.id
