"""What an edition changes: prices that come, go, or are different."""

from dmedesk.catalog.rules.differences import (
    Difference,
    Price,
    Verb,
    areas_of,
    differences,
    place_words,
    prices_of,
)
from dmedesk.catalog.rules.editions import ANYWHERE, ELSEWHERE, RURAL
from dmedesk.catalog.rules.fees import PublishedFee, PublishedZip
from dmedesk.catalog.rules.words import AreaChoice, Family, PaymentClass, PricingArea
from dmedesk.rates.question import IC, Fee

E0601 = ("E0601", "RR", "")


def _row(fee: Fee, area: PricingArea, cba_name: str = "") -> PublishedFee:
    return PublishedFee("E0601", "RR", area, cba_name, fee, PaymentClass.CAPPED, None)


def test_prices_come_go_and_change() -> None:
    old = {E0601: Price(100), ("E0602", "", ""): Price(200), ("E0603", "", ""): Price(300)}
    new = {E0601: Price(150), ("E0602", "", ""): Price(200), ("E0604", "", ""): Price(None)}
    assert differences(old, new) == (
        Difference(Verb.CHANGED, E0601, "1.00", "1.50"),
        Difference(Verb.REMOVED, ("E0603", "", ""), "3.00", None),
        Difference(Verb.ADDED, ("E0604", "", ""), None, "blank"),
    )


def test_zero_individual_consideration_and_blank_are_three_prices() -> None:
    states: list[tuple[Fee, Fee]] = [(0, IC), (IC, None), (None, 0)]
    told = [
        [(one.old, one.new) for one in differences({E0601: Price(a)}, {E0601: Price(b)})]
        for a, b in states
    ]
    assert told == [[("0.00", "I.C.")], [("I.C.", "blank")], [("blank", "0.00")]]


def test_another_class_is_told_where_the_fee_is_the_same() -> None:
    old = Price(100, PaymentClass.CAPPED)
    new = Price(100, PaymentClass.MONTHLY, Family.OXYGEN)
    (one,) = differences({E0601: old}, {E0601: new})
    assert (one.old, one.new) == ("1.00 capped", "1.00 monthly oxygen")


ROWS = [_row(100, PricingArea.NON_RURAL), _row(200, PricingArea.RURAL)]


def test_an_area_shows_its_one_price_and_by_zip_shows_both() -> None:
    def fees(choice: AreaChoice) -> dict[tuple[str, str, str], Fee]:
        return {subject: price.fee for subject, price in prices_of(ROWS, choice).items()}

    assert fees(AreaChoice.NON_RURAL) == {E0601: 100}
    assert fees(AreaChoice.RURAL) == {E0601: 200}
    assert {subject[2]: fee for subject, fee in fees(AreaChoice.BY_ZIP).items()} == {
        "non-rural": 100,
        "rural": 200,
    }
    assert prices_of(reversed(ROWS), AreaChoice.RURAL) == prices_of(ROWS, AreaChoice.RURAL)


def test_places_have_words() -> None:
    assert place_words(ELSEWHERE) == "non-rural"
    assert place_words(RURAL) == "rural"
    assert place_words(ANYWHERE) == "any"
    assert place_words((PricingArea.FORMER_CBA, "Boston, MA")) == "former CBA Boston, MA"


def test_a_zip_that_moves_is_a_difference() -> None:
    old = areas_of([PublishedZip("01223", "MA", ""), PublishedZip("02139", "MA", "Boston, MA")])
    new = areas_of([PublishedZip("01223", "MA", "Boston, MA")])
    assert [(one.verb, one.subject[0], one.old, one.new) for one in differences(old, new)] == [
        (Verb.CHANGED, "01223", "rural", "former CBA Boston, MA"),
        (Verb.REMOVED, "02139", "former CBA Boston, MA", None),
    ]
