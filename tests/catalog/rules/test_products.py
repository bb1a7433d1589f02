"""A product's words, and what is known of its code beforehand."""

from dmedesk.catalog.rules.codes import Code, Source, codes
from dmedesk.catalog.rules.products import CLASS_WORDS, FAMILY_WORDS, code_in_words
from dmedesk.catalog.rules.words import Family, PaymentClass


def test_every_class_and_family_has_words() -> None:
    assert CLASS_WORDS.keys() == set(PaymentClass)
    assert FAMILY_WORDS.keys() == set(Family)
    assert FAMILY_WORDS[Family.DME] == "DME"


def test_a_code_is_told_with_its_source() -> None:
    code = Code("E0260", "Bed", PaymentClass.CAPPED, Family.DME, Source.DMEPOS)
    assert code_in_words(code) == "Bed · Capped rental · DME (DMEPOS)"
    assert code_in_words(None).startswith("Not among the codes")
    assert all(code_in_words(one) for one in codes().values())
