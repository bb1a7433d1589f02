"""What is read for whoever judges limits and refills."""

from sqlalchemy import Engine

from dmedesk.papers.queries.limits import contacts_by, limit_verdicts, received_by
from dmedesk.papers.rules.limit_words import Answer
from dmedesk.papers.rules.limits import Asked, Place, Received
from tests.members.desk import MEDICARE, TODAY, a_payer, looking
from tests.papers.desk import people
from tests.papers.limits_desk import a_contact, a_limit, a_loss, a_receipt, strips
from tests.statements import statements_of


def test_without_a_limit_nothing_is_judged(shop_engine: Engine) -> None:
    a_payer(people(shop_engine), **MEDICARE)
    a_receipt(shop_engine)
    with looking(shop_engine) as session:
        assert not limit_verdicts(session, member_id=1, payer_id=1, asked=Asked("E0143", TODAY))


def test_a_verdict_of_one(shop_engine: Engine) -> None:
    a_payer(people(shop_engine), **MEDICARE)
    a_receipt(shop_engine)
    a_limit(shop_engine)
    asked = Asked("E0143", TODAY)
    with looking(shop_engine) as session:
        (verdict,) = limit_verdicts(session, member_id=1, payer_id=1, asked=asked)
        assert (verdict.place, verdict.stops) == (Place.ABOVE, True)
        assert not limit_verdicts(session, member_id=1, payer_id=2, asked=asked)
        (other,) = limit_verdicts(session, member_id=2, payer_id=1, asked=asked)
        assert other.place is Place.ON
    a_loss(shop_engine)
    with looking(shop_engine) as session:
        (verdict,) = limit_verdicts(session, member_id=1, payer_id=1, asked=asked)
    assert (verdict.stops, verdict.modifier) == (False, "RA")


def test_many_members_are_read_in_a_few_statements(shop_engine: Engine) -> None:
    people(shop_engine)
    for member_id in (1, 2):
        a_receipt(shop_engine, member_id=member_id)
        strips(shop_engine, member_id=member_id)
    a_contact(shop_engine, TODAY)
    with looking(shop_engine) as session, statements_of(shop_engine) as statements:
        found = received_by(session)
        contacts = contacts_by(session)
        assert sum(one.startswith("SELECT") for one in statements) == 4
    assert found.of(2, "A4253").receipts[0].quantity == 2
    assert found.of(9, "A4253") == Received()
    assert contacts[1, "A4253"][0].answer is Answer.WANTED
