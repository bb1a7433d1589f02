"""Products, kits of them, and the rate book. Each room is read when one of its tables is used."""

from typing import TYPE_CHECKING

from dmedesk.store.base import read_later

if TYPE_CHECKING:
    from dmedesk.catalog.tables.fees import CmsFee, CmsZip, FeeEdition, FeeRow
    from dmedesk.catalog.tables.kits import Kit, KitLine
    from dmedesk.catalog.tables.products import Product

__all__ = [
    "CmsFee",
    "CmsZip",
    "FeeEdition",
    "FeeRow",
    "Kit",
    "KitLine",
    "Product",
]

if not TYPE_CHECKING:
    __getattr__ = read_later(
        __name__,
        products=("Product",),
        kits=("Kit", "KitLine"),
        fees=("CmsFee", "CmsZip", "FeeEdition", "FeeRow"),
    )
