"""What an invoice prints is frozen when it is posted, and shared while it stays the same."""

from datetime import date

from dmedesk.billing.queries.printed import printed_invoices
from dmedesk.billing.tables import (
    Invoice,
    PrintedWords,
)
from dmedesk.catalog.rules.words import FeeRegime
from dmedesk.catalog.tables import FeeRow
from dmedesk.members.tables import Coverage, Member, Payer
from dmedesk.store.unit_of_work import reading
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


def test_an_invoice_bears_the_number_of_the_coverage_that_it_bills(shop: MonthShop) -> None:
    """A Medicare invoice does not show the member's MassHealth ID; a coverage's number wins."""
    shop.change(Member, Member.member_no == "M1", masshealth_id="100012345678")
    shop.change(Member, Member.member_no == "M2", medicare_mbi="1EG4TE5MK73")
    _price_beds_for_medicare(shop)
    payers = {one.code: one.id for one in shop.rows(Payer)}
    begun = {"rank": 1, "from_on": date(2026, 1, 1)}
    known = {"M1": ("MC", "2EG4TE5MK73"), "M10": ("PP", "X-77")}
    members = {one.member_no: one.id for one in shop.rows(Member)}
    for member_no, (code, number) in known.items():
        cover = {"member_id": members[member_no], "payer_id": payers[code], "number": number}
        shop.add(Coverage(**cover, **begun))
    for at, (member_no, payer) in enumerate(
        (("M1", "MC"), ("M1", "MH"), ("M2", "MC"), ("M10", "PP"), ("M2", "MH")), start=1
    ):
        shop.rent(f"R{at}", member_no=member_no, payer=payer)
    shop.post("2026-10")
    with reading(shop.engine) as session:
        ids = [one.id for one in shop.rows(Invoice)]
        printed = printed_invoices(session, invoice_ids=ids).values()
    assert {(one.member.member_no, one.payer.code): one.member.ids for one in printed} == {
        ("M1", "MC"): (("Medicare number", "2EG4TE5MK73"),),
        ("M1", "MH"): (("MassHealth ID", "100012345678"),),
        ("M2", "MC"): (("Medicare number", "1EG4TE5MK73"),),
        ("M10", "PP"): (("Plan ID", "X-77"),),
        ("M2", "MH"): (),
    }


def _price_beds_for_medicare(shop: MonthShop) -> None:
    for fee in shop.rows(FeeRow):
        if fee.hcpcs == "E0260":
            names = [one.key for one in FeeRow.__mapper__.column_attrs if one.key != "id"]
            same = {name: getattr(fee, name) for name in names}
            shop.add(FeeRow(**{**same, "regime": FeeRegime.MEDICARE}))
