"""What the search finds of products, and of the HCPCS codes that there are fees or products of."""

from typing import Any

from sqlalchemy import select, union

from dmedesk.catalog.rules.codes import codes
from dmedesk.catalog.tables import CmsFee, FeeRow, Kit, Product
from dmedesk.store.search import Entry, Feed, said

_CODE_DIGITS = 36


def _product(row: Any) -> Entry:
    return Entry(
        row.id,
        row.description,
        said(row.product_no, row.hcpcs, row.manufacturer, row.model),
        numbers=(row.product_no, row.hcpcs, row.model, row.udi_di),
        others=(row.manufacturer,),
    )


def _code(row: Any) -> Entry:
    known = codes().get(row.hcpcs)
    words = known.words if known else ""
    return Entry(code_id(row.hcpcs), row.hcpcs, words, others=(words,))


def code_id(hcpcs: str) -> int:
    """The number that stands for a code in the search: its letters and digits read as one."""
    plain = "".join(one for one in hcpcs if one.isascii() and one.isalnum())
    return int(plain[:7] or "0", _CODE_DIGITS)


PRODUCTS = Feed(
    kind="product",
    section="Products",
    letter="d",
    rows=select(
        Product.id,
        Product.product_no,
        Product.hcpcs,
        Product.description,
        Product.manufacturer,
        Product.model,
        Product.udi_di,
    ),
    entry=_product,
    table="products",
    tables={"products": Product.id},
)

CODES = Feed(
    kind="hcpcs",
    section="HCPCS codes",
    letter="h",
    rows=select(
        union(select(Product.hcpcs), select(FeeRow.hcpcs), select(CmsFee.hcpcs)).subquery().c.hcpcs
    ),
    entry=_code,
    tables={"products": None, "fee_rows": None, "cms_fees": None},
)

KITS = Feed(
    kind="kit",
    section="Kits",
    letter="k",
    rows=select(Kit.id, Kit.name, Kit.note),
    entry=lambda row: Entry(row.id, row.name, said(row.note), others=(row.note,)),
    table="kits",
    tables={"kits": Kit.id},
)
