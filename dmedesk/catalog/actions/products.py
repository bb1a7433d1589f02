"""Enters products and changes what is known of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from dmedesk.catalog.rules.products import product_findings
from dmedesk.catalog.rules.words import Family, PaymentClass
from dmedesk.catalog.tables import Product
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.kit.references import RecordRef
from dmedesk.kit.typed import tidy
from dmedesk.store.editing import add_row, edit_row
from dmedesk.store.unit_of_work import UnitOfWork

_NUMBERS = "product_no"
_JUDGED = ("product_no", "hcpcs", "description")


def enter_product(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Enter a product by the attributes of ``Product``; answers its id.

    Raises ``Refused`` with everything that is wrong.
    """
    own = _own(values)
    work.lock(_NUMBERS)
    _judge(work, own, None)
    return add_row(work, Product, values=own)


def change_product(
    work: UnitOfWork,
    *,
    product_id: int,
    version: int,
    values: Mapping[str, Any],
    is_billed: bool = False,
) -> int:
    """Change these attributes of a product, read at this row version; answers the new version.

    A usual charge counts for whatever is billed from now on: every posted line froze its own, and
    the audit keeps what it was. ``is_billed`` says that months of its units stand billed, which
    only a house above knows: then its code stays. ``Refused`` too where another desk changed the
    product meanwhile.
    """
    own = _own(values)
    work.lock(_NUMBERS)
    stored = work.session.get(Product, product_id)
    before = {} if stored is None else {name: getattr(stored, name) for name in _JUDGED}
    _judge(work, {**before, **own}, product_id)
    if is_billed and own.get("hcpcs", before.get("hcpcs")) != before.get("hcpcs"):
        raise Refused([_billed_already(str(before.get("hcpcs")))])
    return edit_row(work, Product, row_id=product_id, version=version, values=own)


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    """The product's attributes as they are stored."""
    own = tidy(values)
    if own.get("hcpcs"):
        own["hcpcs"] = own["hcpcs"].upper()
    for name, words in (("family", Family), ("payment_class", PaymentClass)):
        if own.get(name) is not None:
            own[name] = words(own[name])
    return own


def _judge(work: UnitOfWork, own: Mapping[str, Any], product_id: int | None) -> None:
    findings = [*product_findings(own), *_number_taken(work, own, product_id)]
    if stops(findings):
        raise Refused(findings)


def _number_taken(
    work: UnitOfWork, own: Mapping[str, Any], product_id: int | None
) -> Sequence[Finding]:
    number = own.get("product_no")
    chosen = select(Product).where(Product.product_no == number, Product.id != (product_id or 0))
    found = work.session.scalar(chosen) if number else None
    if found is None:
        return ()
    return [
        Finding(
            Severity.STOP,
            "product_no_taken",
            f"{number} is {found.description}, {found.hcpcs}.",
            remedy="Open that product, or choose another number.",
            field="product_no",
            opens=RecordRef("product", found.id),
        )
    ]


def _billed_already(hcpcs: str) -> Finding:
    return Finding(
        Severity.STOP,
        "billed_already",
        f"Months of this product are billed as {hcpcs}: its code cannot change any more.",
        remedy="Enter another product with the new code, and give it the units that come.",
        field="hcpcs",
    )
