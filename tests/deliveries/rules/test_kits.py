"""A kit becomes lines: one a unit, one an item that is counted, in the kit's order."""

from dmedesk.deliveries.rules.kits import KitPiece, pieces_of
from dmedesk.deliveries.rules.words import Terms


def test_units_are_lines_of_their_own_and_what_is_counted_is_one() -> None:
    bed = KitPiece(1, 1, Terms.RENT, awaits_unit=True)
    tubing = KitPiece(2, 12, Terms.SALE, awaits_unit=False)
    assert list(pieces_of([(1, 2, True), (2, 12, False)])) == [bed, bed, tubing]
    assert list(pieces_of([])) == []
