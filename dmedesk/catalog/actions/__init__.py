"""The write side of products, kits and fees."""

from dmedesk.catalog.actions.kits import change_kit, enter_kit
from dmedesk.catalog.actions.own_fees import correct_fee, enter_fee
from dmedesk.catalog.actions.products import change_product, enter_product
from dmedesk.catalog.actions.taking import (
    import_fees,
    take_cms_fees,
    take_cms_zips,
    take_editions,
    take_fees,
    take_kit_lines,
    take_kits,
    take_products,
)

__all__ = [
    "change_kit",
    "change_product",
    "correct_fee",
    "enter_fee",
    "enter_kit",
    "enter_product",
    "import_fees",
    "take_cms_fees",
    "take_cms_zips",
    "take_editions",
    "take_fees",
    "take_kit_lines",
    "take_kits",
    "take_products",
]
