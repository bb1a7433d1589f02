"""Members, practitioners and payers are found by what people know of them."""

from dmedesk.members.queries.feeds import MEMBERS, PAYERS, PRACTITIONERS
from dmedesk.members.rules.words import Regime
from dmedesk.members.tables import Member, Payer, Practitioner
from tests.flows.month_shop import MonthShop
from tests.store.searching import entries


def test_a_member_is_shown_by_name_with_number_birth_town_and_phone(shop: MonthShop) -> None:
    shop.add(
        Member(
            member_no="M77",
            last_name="Silva",
            first_name="Rita",
            city="Lynn",
            phone="508-555-0134",
            medicare_mbi="1EG4TE5MK73",
        )
    )
    entry = entries(shop.engine, MEMBERS)[-1]
    assert (entry.title, entry.line) == ("Silva, Rita", "M77 · Lynn · 508-555-0134")
    assert {"M77", "508-555-0134", "1EG4TE5MK73"} <= set(entry.numbers)


def test_a_practitioner_by_npi_with_or_without_a_first_name(shop: MonthShop) -> None:
    shop.add(Practitioner(npi="1111111112", last_name="Woods", first_name="Kim"))
    titles = {one.title: one.line for one in entries(shop.engine, PRACTITIONERS)}
    assert titles["Silva"] == "NPI 1234567893"
    assert titles["Woods, Kim"] == "NPI 1111111112"


def test_a_payer_by_code_and_name(shop: MonthShop) -> None:
    shop.add(Payer(code="BC", name="Blue Plan", regime=Regime.PRIVATE, electronic_payer_id="7"))
    entry = entries(shop.engine, PAYERS)[-1]
    assert (entry.title, entry.line, entry.numbers) == ("Blue Plan", "BC", ("BC", None, "7"))
