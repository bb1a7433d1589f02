"""The files of the catalog: products, kits, our own fees, published fees with their editions."""

from dataclasses import replace

from dmedesk.catalog.rules.fees import written
from dmedesk.catalog.rules.kits import kit_day_faults
from dmedesk.catalog.rules.layouts import own
from dmedesk.catalog.rules.words import AreaChoice, EditionKind, Family, PaymentClass, PricingArea
from dmedesk.kit.cells import (
    day,
    hcpcs,
    identifier,
    moment,
    money,
    one_of,
    ordinal,
    prose,
    quantity,
    text,
    verbatim,
    yes_or_no,
    zip_code,
)
from dmedesk.kit.records import Column, RecordFile, Reference

PRODUCTS = RecordFile(
    name="products",
    columns=(
        Column("product_no", identifier, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("description", text, required=True),
        Column("manufacturer", text),
        Column("model", identifier),
        Column("udi_di", identifier),
        Column("usual_rental", money),
        Column("usual_purchase", money),
        Column("family", one_of(Family)),
        Column("payment_class", one_of(PaymentClass)),
    ),
    key=("product_no",),
)

KITS = RecordFile(
    name="kits",
    columns=(
        Column("kit", text, required=True),
        Column("from_on", day, required=True),
        Column("ended_on", day),
        Column("note", prose),
    ),
    key=("kit",),
    check=kit_day_faults,
)

KIT_LINES = RecordFile(
    name="kit_lines",
    columns=(
        Column("kit", text, required=True),
        Column("product_no", identifier, required=True),
        Column("quantity", ordinal, required=True),
        Column("by_serial", yes_or_no, required=True),
    ),
    key=("kit", "product_no"),
    references=(Reference(("kit",), "kits"), Reference(("product_no",), "products")),
)

_EDITION = Reference(("edition",), "fee_editions")

FEES = replace(
    own.FEES, columns=(*own.FEES.columns, Column("edition", ordinal)), references=(_EDITION,)
)
"""Our own fee rows, each with the file that gave it its values where the shop has that file."""

FEE_EDITIONS = RecordFile(
    name="fee_editions",
    columns=(
        Column("edition", ordinal, required=True),
        Column("kind", one_of(EditionKind), required=True),
        Column("from_on", day),
        Column("state", verbatim),
        Column("area", one_of(AreaChoice)),
        Column("file_name", verbatim, required=True),
        Column("sha256", verbatim, empty=""),
        Column("source", verbatim, empty=""),
        Column("row_count", quantity, required=True),
        Column("imported_at", moment, required=True),
        Column("imported_by", verbatim, required=True),
    ),
    key=("edition",),
)
"""Every file that the rate book took in, in the order in which it was taken."""

CMS_FEES = RecordFile(
    name="cms_fees",
    columns=(
        Column("edition", ordinal, required=True),
        Column("hcpcs", hcpcs, required=True),
        Column("modifiers", own.modifiers, required=True, may_be_empty=True, empty=""),
        Column("area", one_of(PricingArea), required=True),
        Column("cba_name", verbatim, empty=""),
        Column("fee", own.fee, required=True, may_be_empty=True, write=written),
        Column("payment_class", one_of(PaymentClass)),
        Column("family", one_of(Family)),
    ),
    key=("edition", "hcpcs", "modifiers", "area", "cba_name"),
    references=(_EDITION,),
)

CMS_ZIPS = RecordFile(
    name="cms_zips",
    columns=(
        Column("edition", ordinal, required=True),
        Column("zip", zip_code, required=True),
        Column("state", verbatim, required=True),
        Column("cba_name", verbatim, empty=""),
    ),
    key=("edition", "zip"),
    references=(_EDITION,),
)

__all__ = ["CMS_FEES", "CMS_ZIPS", "FEES", "FEE_EDITIONS", "KITS", "KIT_LINES", "PRODUCTS"]
