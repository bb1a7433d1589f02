"""Words are read as they were frozen, and an address has the lines that are known of it."""

from dataclasses import replace

from dmedesk.billing.rules.printed import (
    CompanyWords,
    MemberWords,
    PayerWords,
    ProductWords,
    billed_id,
    company_words,
    freeze,
    full_name,
    labelled_ids,
    member_words,
    payer_words,
    product_words,
)
from dmedesk.members.rules import Regime

COMPANY = CompanyWords("Example Medical", ("1 Main Street", "Lynn, MA 01901"), "781-555-0100", "1")
MEMBER = MemberWords("José Rivera", ("2 Elm Street",), "M10", (("MassHealth ID", "100012345678"),))
PAYER = PayerWords("MassHealth", (), "MH")
PRODUCT = ProductWords("E0260", 'Bed, 36" wide', "Acme", "B-1")


def test_words_are_read_as_they_were_frozen() -> None:
    assert company_words(freeze(COMPANY)) == COMPANY
    assert member_words(freeze(MEMBER)) == MEMBER
    assert payer_words(freeze(PAYER)) == PAYER
    assert product_words(freeze(PRODUCT)) == PRODUCT


def test_frozen_words_are_one_compact_array() -> None:
    assert freeze(MEMBER) == '["José Rivera",["2 Elm Street"],"M10",["100012345678",null]]'


def test_names_and_numbers_are_printed_as_far_as_they_are_known() -> None:
    assert full_name("Rivera", "Ana") == "Ana Rivera"
    assert full_name("Rivera", None) == "Rivera"
    assert labelled_ids("100012345678", None) == (("MassHealth ID", "100012345678"),)
    assert labelled_ids(None, "1EG4TE5MK73") == (("Medicare number", "1EG4TE5MK73"),)
    assert labelled_ids(None, None) == ()


def test_a_letterhead_has_a_place_for_its_logo_only_where_it_has_one() -> None:
    with_logo = replace(COMPANY, logo="0.png")
    assert company_words(freeze(with_logo)) == with_logo
    assert freeze(COMPANY) == freeze(with_logo).replace(',"0.png"', "")


def test_a_payer_sees_its_own_number_alone() -> None:
    own = {"masshealth_id": "100012345678", "medicare_mbi": "1EG4TE5MK73"}
    assert billed_id(Regime.MEDICARE, None, **own) == (("Medicare number", "1EG4TE5MK73"),)
    assert billed_id(Regime.MEDICARE, "2EG4TE5MK73", **own) == (("Medicare number", "2EG4TE5MK73"),)
    assert billed_id(Regime.MASSHEALTH, None, **own) == (("MassHealth ID", "100012345678"),)
    assert billed_id(Regime.PRIVATE, None, **own) == ()
    of_plan = MemberWords("Ana Rivera", (), "M1", billed_id(Regime.PRIVATE, "X-77", **own))
    assert of_plan.ids == (("Plan ID", "X-77"),)
    assert member_words(freeze(of_plan)) == of_plan
