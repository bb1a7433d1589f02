"""That a binder was made is written down once, under the next number; on both databases."""

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from dmedesk.binder.actions import MadeBinder, record_binder
from dmedesk.binder.queries import binders_of, member_of, next_turn, whose
from dmedesk.binder.tables import Binder
from dmedesk.kit.binders import BinderAsk
from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import NOW, MonthShop, clock

FIRST, AFTER = date(2026, 1, 1), date(2026, 2, 1)
ASK = BinderAsk(RecordRef("member", 1), NOW.date(), FIRST, AFTER)
MADE = MadeBinder(turn=1, pages=12, missing=2, sha256="ab" * 32)


def _record(engine: Engine, made: MadeBinder = MADE, ask: BinderAsk = ASK) -> int:
    with unit_of_work(engine, actor="ana", action="make_binder", clock=clock) as work:
        return record_binder(work, ask=ask, sections=["member", "slips"], made=made)


def test_it_is_written_down_with_all_that_it_was(shop_engine: Engine) -> None:
    MonthShop(shop_engine).found()
    _record(shop_engine)
    with reading(shop_engine) as session:
        (fact,) = binders_of(session, member_id=1)
        assert next_turn(session, member_id=1) == 2
        assert next_turn(session, member_id=2) == 1
        assert session.get_one(Binder, fact.id).sections == "member slips"
    assert (fact.binder_no, fact.pages, fact.missing, fact.sha256) == ("M1-B1", 12, 2, "ab" * 32)
    assert (fact.made_at, fact.made_by) == (NOW, "ana")
    assert (fact.from_on, fact.until_on) == (FIRST, AFTER)


def test_a_number_that_is_taken_is_refused(shop_engine: Engine) -> None:
    MonthShop(shop_engine).found()
    _record(shop_engine)
    nobody = BinderAsk(RecordRef("member", 999), NOW.date())
    for ask in (ASK, nobody):
        with pytest.raises(Refused) as refused:
            _record(shop_engine, ask=ask)
        assert [one.code for one in refused.value.findings] == ["binder_number_taken"]


@pytest.mark.parametrize(
    "wrong",
    [{"turn": 0}, {"pages": 0}, {"missing": -1}, {"until_on": FIRST}],
    ids=["turn", "pages", "missing", "days"],
)
def test_the_database_refuses_what_cannot_be(shop_engine: Engine, wrong: dict[str, object]) -> None:
    shop = MonthShop(shop_engine).found()
    said = {"turn": 1, "pages": 1, "missing": 0, "from_on": FIRST, "until_on": AFTER, **wrong}
    with pytest.raises(IntegrityError):
        shop.add(
            Binder(
                member_id=1,
                binder_no="M1-B1",
                sections="",
                sha256="",
                made_at=NOW,
                made_by="ana",
                **said,
            )
        )


def test_whose_it_is(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.rent("R1", member_no="M2")
    with reading(shop_engine) as session:
        member = whose(session, member_id=2)
        assert member is not None
        assert (member.name, member.member_no) == ("Rivera, M2", "M2")
        assert whose(session, member_id=999) is None
        assert member_of(session, RecordRef("rental", 1)) == 2
        assert member_of(session, RecordRef("repair", 1)) is None
        assert member_of(session, RecordRef("invoice", 1)) is None
