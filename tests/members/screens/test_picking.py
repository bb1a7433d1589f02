"""Members, practitioners and payers are picked by parts of their names."""

from dmedesk.members.screens.picking import MEMBER_PICKER, PAYER_PICKER, PRACTITIONER_PICKER
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop


def test_each_is_found_and_named(shop: MonthShop) -> None:
    with reading(shop.engine) as session:
        for picker, part, title in (
            (MEMBER_PICKER, "m10", "Rivera, M10"),
            (PRACTITIONER_PICKER, "silva", "Silva"),
            (PAYER_PICKER, "mc", "Payer MC"),
        ):
            (found,) = picker.find(session, part)
            assert found.title == title
            assert picker.named(session, found.id) == found
            assert picker.named(session, 99) is None
