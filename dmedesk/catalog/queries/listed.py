"""The list of products, as people look at it; the houses above count what belongs to each."""

from dataclasses import dataclass

from dmedesk.catalog.rules.words import Family, PaymentClass


@dataclass(frozen=True, slots=True)
class ProductListed:
    """One product. ``model`` is maker and model, ``units`` counts those that the shop has."""

    id: int
    product_no: str
    description: str
    model: str
    hcpcs: str
    usual_rental_cents: int | None
    usual_purchase_cents: int | None
    payment_class: PaymentClass | None
    family: Family | None
    units: int
    ready: int
