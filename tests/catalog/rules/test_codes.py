"""The codes that a supplier meets: small typed facts with their source."""

import re

from dmedesk.catalog.rules.codes import Source, codes
from dmedesk.catalog.rules.words import Family, PaymentClass


def test_codes_are_codes_with_words() -> None:
    assert len(codes()) > 100
    for code, fact in codes().items():
        assert re.fullmatch(r"[A-Z]\d{4}", code)
        assert fact.code == code
        assert fact.words


def test_a_class_is_known_only_from_the_fee_schedule() -> None:
    for fact in codes().values():
        assert (fact.payment_class is not None) == (fact.source is Source.DMEPOS)


def test_codes_that_a_trade_guide_had_wrong_say_what_cms_says() -> None:
    assert codes()["E0251"].words.endswith("without mattress")
    assert codes()["E0439"].words.startswith("stationary liquid oxygen")
    assert codes()["K0001"].words == "wheelchair, standard"
    assert codes()["A7035"].words.startswith("headgear")
    assert codes()["K0011"].payment_class is PaymentClass.CAPPED_POWER_WHEELCHAIR
    assert codes()["E1390"].family is Family.OXYGEN
