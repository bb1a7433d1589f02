"""A unit's own history, and the units of a product."""

from datetime import date

from sqlalchemy import Engine

from dmedesk.assets.actions.units import change_unit, write_unit_note
from dmedesk.assets.offers import events, related
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import ListLink
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import a_product, a_unit, working

UNIT, PRODUCT = RecordRef("asset", 1), RecordRef("product", 1)


def test_a_unit_tells_what_was_written_down_of_it(shop_engine: Engine) -> None:
    a_product(shop_engine)
    acquired = date(2026, 3, 1)
    ends = date(2028, 2, 29)
    a_unit(
        shop_engine,
        acquired_on=acquired,
        cost_cents=80_000,
        vendor="Acme",
        warranty_ends_on=ends,
        lot_expires_on=ends,
    )
    with working(shop_engine, "ben") as work:
        write_unit_note(work, asset_id=1, note="Left rail scratched")
        values = {"cost_cents": 90_000, "condition": "used"}
        change_unit(work, asset_id=1, version=1, values=values)
    with reading(shop_engine) as session:
        told = {(one.on, one.sentence, one.who) for one in events(session, UNIT)}
        assert events(session, PRODUCT) == ()
        assert events(session, RecordRef("asset", 9)) == ()
    assert (acquired, "Received from Acme for 900.00", "ana") in told
    assert (ends, "Last day of the warranty", "") in told
    assert (ends, "Last good day of the lot", "") in told
    sentences = {(sentence, who) for _on, sentence, who in told}
    assert ("Left rail scratched", "ben") in sentences
    changed = "Condition: used instead of nothing; Cost: 900.00 instead of 800.00"
    assert any(set(changed.split("; ")) == set(one.split("; ")) for one, _who in sentences)


def test_a_unit_without_a_day_is_received_when_it_was_entered(shop_engine: Engine) -> None:
    a_product(shop_engine)
    a_unit(shop_engine)
    with reading(shop_engine) as session:
        (event,) = events(session, UNIT)
    assert (event.sentence, event.on) == ("Received", date(2026, 11, 29))


def test_product_and_units_lead_to_each_other(shop_engine: Engine) -> None:
    a_product(shop_engine)
    a_unit(shop_engine)
    asked = Ask(filters=(Filter("product_no", Match.IS, "BED"),))
    with reading(shop_engine) as session:
        (units,) = related(session, PRODUCT)
        (product,) = related(session, UNIT)
        assert related(session, RecordRef("member", 1)) == ()
        assert related(session, RecordRef("product", 9)) == ()
        assert related(session, RecordRef("asset", 9)) == ()
    assert (units.title, units.count, units.opens) == ("units", 1, ListLink("units", asked))
    assert (product.title, product.opens) == ("Hospital bed", PRODUCT)
