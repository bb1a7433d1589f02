"""The files of the catalog: ``products.csv`` and ``fees.csv`` (``billing.md``)."""

from dmedesk.catalog.rules.layouts.own import FEES
from dmedesk.catalog.rules.words import Family, PaymentClass
from dmedesk.kit.cells import hcpcs, identifier, money, one_of, text
from dmedesk.kit.records import Column, RecordFile

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

__all__ = ["FEES", "PRODUCTS"]
