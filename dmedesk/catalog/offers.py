"""What the catalog offers to other houses' pages: what a product's charges were, and since when."""

from collections.abc import Sequence
from typing import Any

from dmedesk.kit.offers import Event
from dmedesk.kit.references import RecordRef
from dmedesk.store.record_events import changes_of, saying

WORDS = {
    "product_no": "Product number",
    "hcpcs": "Code",
    "description": "Name",
    "manufacturer": "Maker",
    "model": "Model",
    "udi_di": "Device identifier",
    "usual_rental_cents": "Usual rental charge",
    "usual_purchase_cents": "Usual purchase charge",
    "family": "Family",
    "payment_class": "Payment class",
}
"""How the history says what was changed of a product."""

_SAY = saying(coded=("family", "payment_class"))


def events(session: Any, ref: RecordRef) -> Sequence[Event]:
    """Every change of a product: a usual charge has no days of its own, the trail is its history.

    What was posted keeps the charge that it froze.
    """
    if ref.kind != "product":
        return ()
    return changes_of(session, table_name="products", row_id=ref.id, words=WORDS, say=_SAY)
