"""What a kit puts on a slip: one line a unit that is scanned, one line an item that is counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dmedesk.deliveries.rules.words import Terms


@dataclass(frozen=True, slots=True)
class KitPiece:
    """One line to come. ``awaits_unit``: which unit of the product goes is still to be scanned."""

    product_id: int
    quantity: int
    terms: Terms
    awaits_unit: bool


def pieces_of(items: Iterable[tuple[int, int, bool]]) -> Iterator[KitPiece]:
    """The lines of a kit's items: each a product's id, a quantity, and whether it has serials.

    Units go out on rent, what is counted is sold, for it is used up; both can be changed on a new
    slip.
    """
    for product_id, quantity, by_serial in items:
        if by_serial:
            yield from [KitPiece(product_id, 1, Terms.RENT, awaits_unit=True)] * quantity
        else:
            yield KitPiece(product_id, quantity, Terms.SALE, awaits_unit=False)
