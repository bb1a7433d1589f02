"""What an invoice prints is frozen when it is posted, and shared while it stays the same."""

from dmedesk.billing.tables import (
    Invoice,
    PrintedWords,
)
from dmedesk.members.tables import Member
from tests.flows.month_shop import (
    MonthShop,
)


def test_words_are_frozen_when_posted_and_shared_while_they_stay_the_same(
    shop: MonthShop,
) -> None:
    shop.rent("R1")
    shop.post("2026-09")
    shop.post("2026-10")
    assert len(shop.rows(PrintedWords)) == 4
    shop.change(Member, Member.member_no == "M1", last_name="Rivera-Lopez")
    shop.post("2026-11")
    words = {row.id: row.words for row in shop.rows(PrintedWords)}
    assert len(words) == 5
    names = [words[invoice.member_words_id] for invoice in shop.rows(Invoice)]
    assert names == ['["M1 Rivera",[],"M1",[null,null]]'] * 2 + [
        '["M1 Rivera-Lopez",[],"M1",[null,null]]'
    ]
