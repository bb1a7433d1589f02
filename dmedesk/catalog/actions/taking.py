"""Takes products, kits, fees and fee files into the shop."""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Table, func, insert, select

from dmedesk.catalog.queries.proposals import OwnRows, Proposal, propose
from dmedesk.catalog.queries.stored import edition_ids, kit_ids, product_ids
from dmedesk.catalog.rules.fees import cents_of, state_of
from dmedesk.catalog.rules.imports import options_of
from dmedesk.catalog.rules.layouts.reading import Published
from dmedesk.catalog.rules.reports import FeeImport
from dmedesk.catalog.rules.words import EditionKind, FeeRegime
from dmedesk.catalog.tables import CmsFee, CmsZip, FeeEdition, FeeRow, Kit, KitLine, Product
from dmedesk.kit.stored import Values
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork


def import_fees(
    work: UnitOfWork,
    *,
    path: Path,
    file_format: str | None = None,
    state: str = "MA",
    area: str = "non-rural",
    from_on: date | None = None,
) -> FeeImport:
    """Take a fee or ZIP file into the rate book: one that CMS publishes, or our own form.

    ``file_format`` is ``cms-dmepos`` (any file of CMS) or ``dmedesk``, else found by the header;
    ``state`` and ``area`` (``non-rural``, ``rural``, ``by-zip``) matter for files with a column
    for each state. A file of CMS is a whole edition from ``from_on``, else from its own first
    day where it tells it; one of the same kind and day corrects an earlier one, which stays as
    history. The file that is in force already, taken the same way, changes nothing. Rows in our
    own form are entered or changed one by one.

    Raises ``Refused`` with every fault, and then nothing is changed; ``WorldError`` for a file
    that cannot be read.
    """
    work.lock("rate_book")
    options = options_of(file_format=file_format, state=state, area=area, from_on=from_on)
    proposal = propose(work.session, path=path, options=options)
    edition_id = None
    if not proposal.is_known:
        edition_id = _new_edition(work, _edition_of(proposal))
        if proposal.published is not None:
            _append_published(work, edition_id, proposal.published)
        if proposal.own is not None:
            _take_own(work, edition_id, proposal.own)
    edition = proposal.edition
    return FeeImport(
        edition_id=edition_id,
        kind=proposal.kind,
        from_on=edition.from_on if edition else None,
        state=proposal.state,
        area=edition.area if edition else None,
        file_name=proposal.file_name,
        sha256=proposal.sha256,
        row_count=proposal.row_count,
        comparison=proposal.comparison,
        findings=proposal.findings,
    )


def take_products(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter new products and change known ones (by id), as ``products.csv`` has them."""
    names = {"usual_rental": "usual_rental_cents", "usual_purchase": "usual_purchase_cents"}
    take_rows(work, Product, added=added, changed=changed, names=names)


def take_kits(work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]) -> None:
    """Enter new kits and change known ones (by id), as ``kits.csv`` has them."""
    take_rows(work, Kit, added=added, changed=changed, names={"kit": "name"})


def take_kit_lines(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter what is in kits, as ``kit_lines.csv`` has it; the kits must have been entered."""
    take_rows(
        work,
        KitLine,
        added=added,
        changed=changed,
        names={"kit": "kit_id", "product_no": "product_id"},
        ids={"kit": kit_ids(work.session), "product_no": product_ids(work.session)},
    )


def take_fees(
    work: UnitOfWork,
    *,
    added: Sequence[Values],
    changed: Mapping[int, Values],
    file_name: str = "fees.csv",
    sha256: str = "",
) -> None:
    """Enter new fee rows and change known ones (by id), as ``fees.csv`` has them.

    A row that names its ``edition`` belongs to that one. All others become one edition, with the
    file's name and, where it is known, its SHA-256.
    """
    ids: dict[int | None, int] = dict(edition_ids(work.session).items())
    own = [values for values in (*added, *changed.values()) if values.get("edition") is None]
    if own:
        ids[None] = _own_edition(work, file_name, sha256, len(own))

    def attributes(values: Values) -> Values:
        return _own_row(values, ids[values.get("edition")])

    take_rows(
        work,
        FeeRow,
        added=[attributes(values) for values in added],
        changed={row_id: attributes(values) for row_id, values in changed.items()},
    )


def _own_edition(work: UnitOfWork, file_name: str, sha256: str, row_count: int) -> int:
    edition = FeeEdition(
        kind=EditionKind.DMEDESK,
        file_name=file_name,
        sha256=sha256,
        source=file_name,
        row_count=row_count,
    )
    return _new_edition(work, edition)


def take_editions(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter the files that another shop's rate book took in, as ``fee_editions.csv`` has them.

    They are entered in their order, for it decides between two of one kind and day. Editions are
    never changed.
    """
    _refuse_changes(changed)
    if added:
        in_order = sorted(added, key=itemgetter("edition"))
        work.append(FeeEdition, [_without(values, "edition") for values in in_order])


def take_cms_fees(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter published fees, as ``cms_fees.csv`` has them; their editions must have been entered."""
    _refuse_changes(changed)
    known = edition_ids(work.session)
    _append(work, CmsFee, [_attributes(values, known[values["edition"]]) for values in added])


def take_cms_zips(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter published ZIPs, as ``cms_zips.csv`` has them; their editions must have been entered."""
    _refuse_changes(changed)
    known = edition_ids(work.session)
    rows = [
        {**_without(values, "edition"), "edition_id": known[values["edition"]]} for values in added
    ]
    _append(work, CmsZip, rows)


def _refuse_changes(changed: Mapping[int, Values]) -> None:
    if changed:
        raise ValueError("what is only ever appended cannot be changed")


def _without(values: Values, *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def _edition_of(proposal: Proposal) -> FeeEdition:
    return FeeEdition(
        kind=proposal.kind,
        from_on=proposal.edition.from_on if proposal.edition else None,
        state=proposal.state,
        area=proposal.edition.area if proposal.edition else None,
        file_name=proposal.file_name,
        sha256=proposal.sha256,
        source=proposal.source,
        row_count=proposal.row_count,
    )


def _new_edition(work: UnitOfWork, edition: FeeEdition) -> int:
    edition.imported_at = work.now
    edition.imported_by = work.actor
    work.session.add(edition)
    work.session.flush()
    return edition.id


def _append_published(work: UnitOfWork, edition_id: int, published: Published) -> None:
    fees = [
        {
            "edition_id": edition_id,
            "hcpcs": row.hcpcs,
            "modifiers": row.modifiers,
            "area": row.area,
            "cba_name": row.cba_name,
            "state": state_of(row.fee),
            "fee_cents": cents_of(row.fee),
            "payment_class": row.payment_class,
            "family": row.family,
        }
        for row in published.fees
    ]
    zips = [
        {"edition_id": edition_id, "zip": row.zip, "state": row.state, "cba_name": row.cba_name}
        for row in published.zips
    ]
    _append(work, CmsFee, fees)
    _append(work, CmsZip, zips)


def _append(
    work: UnitOfWork, table: type[CmsFee] | type[CmsZip], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert the rows below the session, which takes a third of its time.

    Whoever calls holds the lock of the rate book: the new rows are those after the last id.
    """
    if not rows:
        return
    last_id = work.session.scalar(select(func.max(table.id))) or 0
    work.session.connection().execute(insert(cast(Table, table.__table__)), rows)
    ids = select(func.min(table.id), func.max(table.id)).where(table.id > last_id)
    first_id, last_id = work.session.execute(ids).one()
    work.appended(table.__tablename__, len(rows), first_id, last_id)


def _take_own(work: UnitOfWork, edition_id: int, rows: OwnRows) -> None:
    take_rows(
        work,
        FeeRow,
        added=[_own_row(values, edition_id) for values in rows.added],
        changed={row_id: _own_row(values, edition_id) for row_id, values in rows.changed.items()},
    )


def _own_row(values: Values, edition_id: int) -> Values:
    return _attributes({"regime": FeeRegime.MASSHEALTH, **values}, edition_id)


def _attributes(values: Values, edition_id: int) -> dict[str, Any]:
    """A row of fees as the table has it: the fee as its state and cents."""
    return {
        **_without(values, "fee", "edition"),
        "state": state_of(values["fee"]),
        "fee_cents": cents_of(values["fee"]),
        "edition_id": edition_id,
    }
