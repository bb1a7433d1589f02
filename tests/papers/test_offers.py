"""What papers offer: links from both sides, their days in the history, what ends soon."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.kit.binders import BinderAsk
from dmedesk.kit.errors import Refused
from dmedesk.kit.lists import Filter, Match
from dmedesk.kit.offers import ListLink
from dmedesk.kit.references import RecordRef
from dmedesk.members.actions.practitioners import change_practitioner, check_practitioner
from dmedesk.members.rules import Standing
from dmedesk.papers import offers
from dmedesk.papers.actions.ordering import convert_line
from dmedesk.papers.actions.requesting import answer_request, enter_request
from dmedesk.papers.actions.supporting import enter_paper
from dmedesk.papers.offers.binder import sections
from dmedesk.papers.offers.bound import trials_section, worksheets_section
from dmedesk.papers.rules.words import OrderTerms, Step
from tests.flows.month_shop import MonthShop
from tests.members.desk import TODAY, a_payer, looking, working
from tests.papers.desk import (
    JANUARY,
    a_prescription,
    an_authorization,
    an_order,
    people,
    use,
)
from tests.papers.limits_desk import a_contact, strips
from tests.papers.trials import a_trial, pump_shop, show
from tests.papers.worksheets import keep_worksheet
from tests.printing.reading import words

MEMBER, PRACTITIONER = RecordRef("member", 1), RecordRef("practitioner", 1)


def a_shop(engine: Engine) -> Engine:
    people(engine)
    a_prescription(engine, expires_on=TODAY)
    an_authorization(engine, until_on=TODAY + timedelta(days=1), months=1)
    use(engine, 1, JANUARY)
    return engine


def test_links_with_counts(shop_engine: Engine) -> None:
    a_shop(shop_engine)
    with looking(shop_engine) as session:
        mine = offers.related(session, MEMBER)
        theirs = offers.related(session, PRACTITIONER)
        assert list(offers.related(session, RecordRef("rental", 1))) == []
    assert [(one.title, one.count) for one in mine] == [("prescriptions", 1), ("authorizations", 1)]
    with looking(shop_engine) as session:
        signed = offers.related(session, RecordRef("prescription", 1))
        granted = offers.related(session, RecordRef("authorization", 1))
        assert offers.related(session, RecordRef("authorization", 9)) == []
    assert [one.opens for one in signed] == [MEMBER, PRACTITIONER]
    assert [(one.title, one.opens) for one in granted] == [("Alda, Rose", MEMBER)]
    assert [(one.title, one.count) for one in theirs] == [
        ("prescriptions", 1),
        ("members with them", 1),
    ]
    assert isinstance(theirs[0].opens, ListLink)
    assert theirs[0].opens.ask.filters == (Filter("npi", Match.IS, "1234567893"),)


def test_history(shop_engine: Engine) -> None:
    a_shop(shop_engine)
    with looking(shop_engine) as session:
        mine = offers.events(session, MEMBER)
        theirs = offers.events(session, PRACTITIONER)
        assert offers.events(session, RecordRef("payer", 1)) == ()
        (used,) = offers.events(session, RecordRef("authorization", 1))
    assert (used.on, used.sentence) == (JANUARY, "The month of 2026-01-01 was billed with it")
    assert [(one.on, one.sentence) for one in mine] == [
        (JANUARY, "E0260 prescribed by Reed, Ann"),
        (TODAY, "E0260 prescribed by Reed, Ann: its last good day"),
        (JANUARY, "Authorization PA1 of E0260 begins, 1 of 1 months used"),
        (TODAY, "Last day of authorization PA1 of E0260"),
    ]
    assert [one.opens for one in theirs] == [RecordRef("prescription", 1)] * 2
    assert theirs[0].sentence == "E0260 prescribed for Alda, Rose"


def test_history_tells_what_was_received_and_who_was_asked(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    line = {"hcpcs": "A4253", "quantity": 2, "days": 30, "terms": "buy", "needs_pa": False}
    order_id = an_order(shop_engine, lines=[line])
    strips(shop_engine)
    a_contact(shop_engine, date(2026, 3, 20))
    asked = "Refill of A4253 asked about by phone, Her son: wants the refill"
    with looking(shop_engine) as session:
        mine = [one.sentence for one in offers.events(session, MEMBER)]
        of_order = [one.sentence for one in offers.events(session, RecordRef("order", order_id))]
        assert offers.events(session, RecordRef("order", 99)) == []
    assert mine[-2:] == ["2 of A4253 received, for 30 days: received before RCP-000001", asked]
    assert of_order == ["Referred to us", asked]


def test_tiles_for_what_ends_soon(shop_engine: Engine) -> None:
    a_shop(shop_engine)
    with looking(shop_engine) as session:
        found = offers.tiles(session, TODAY)
        assert offers.tiles(session, date(2020, 1, 1)) == []
    assert [(one.key, one.count, one.opens.ask.chip) for one in found] == [
        ("prescriptions_ending", 1, "ending"),
        ("authorizations_ending", 1, "ending"),
        ("authorizations_used_up", 1, "used_up"),
    ]


def test_who_signed_and_may_not_is_told_and_holds_nothing(shop_engine: Engine) -> None:
    a_shop(shop_engine)
    a_prescription(shop_engine, hcpcs="E0163", practitioner_id=2)
    a_prescription(shop_engine, hcpcs="E0570", practitioner_id=2, expires_on=JANUARY)
    with working(shop_engine) as work:
        check_practitioner(work, practitioner_id=1, checked_on=TODAY, standing=Standing.EXCLUDED)
        ended = {"license_expires_on": TODAY - timedelta(days=1)}
        change_practitioner(work, practitioner_id=1, version=1, values=ended)
    with looking(shop_engine) as session:
        found = offers.remarks(session, MEMBER, TODAY)
        assert offers.remarks(session, PRACTITIONER, TODAY) == ()
        assert offers.remarks(session, RecordRef("member", 2), TODAY) == []
    assert [(one.sentence, one.opens) for one in found] == [
        (
            (
                "E0260 is prescribed by Reed, Ann: excluded when somebody last looked, the license "
                "ended on 2026-11-28."
            ),
            PRACTITIONER,
        ),
        (
            "E0163 is prescribed by Woods: 1234567890 is not a valid NPI.",
            RecordRef("practitioner", 2),
        ),
    ]


def test_orders_and_requests_are_linked_told_and_tiled(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    order_id = an_order(shop_engine)
    request = {"member_id": 1, "payer_id": 1, "hcpcs": "E0260", "asked_on": JANUARY}
    letter = {"member_id": 1, "practitioner_id": 1, "hcpcs": "E0260", "signed_on": JANUARY}
    with working(shop_engine) as work:
        enter_paper(work, values={**letter, "kind": "letter"})
        own = enter_request(work, values=request)
        said: dict[str, Any] = {"step": Step.DENIED, "done_on": TODAY, "reason": "No diagnosis"}
        answer_request(work, request_id=own, **said)
    with looking(shop_engine) as session:
        mine = {one.title: one.count for one in offers.related(session, MEMBER)}
        of_order = offers.related(session, RecordRef("order", order_id))
        of_request = offers.related(session, RecordRef("pa_request", own))
        of_paper = offers.related(session, RecordRef("paper", 1))
        tiles = {tile.key: tile.count for tile in offers.tiles(session, TODAY)}
        told = [event.sentence for event in offers.events(session, MEMBER)]
        own_events = offers.events(session, RecordRef("order", order_id))
    assert mine == {
        "orders": 1,
        "prescriptions": 0,
        "authorizations": 0,
        "other papers": 1,
        "PA requests": 1,
    }
    assert [one.title for one in of_order] == ["Alda, Rose", "Reed, Ann"]
    assert [one.title for one in of_request] == ["Alda, Rose", "MassHealth"]
    assert [one.title for one in of_paper] == ["Alda, Rose", "Reed, Ann"]
    assert tiles == {"orders_waiting": 1, "pa_requests_denied": 1}
    assert "PAR-000001: denied (No diagnosis)" in told
    assert [event.sentence for event in own_events] == ["Referred to us"]


def test_a_binder_tells_on_which_terms_and_from_when_on_others(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    an_order(shop_engine)
    with working(shop_engine) as work:
        convert_line(
            work, line_id=1, terms=OrderTerms.BUY, from_on=date(2026, 6, 1), why="For good"
        )
    with looking(shop_engine) as session:
        found = {one.key: one for one in sections(session, BinderAsk(MEMBER, on=TODAY))}
    (row,) = found["orders"].tables[0].rows
    assert row[2] == "E0260 × 1, rent, buy from 2026-06-01"


def test_an_authorization_leads_to_its_request_and_the_worksheets_with_it(
    shop_engine: Engine,
) -> None:
    a_payer(people(shop_engine))
    request = {"member_id": 1, "payer_id": 1, "hcpcs": "E1399", "asked_on": JANUARY}
    granted = {"pa_number": "PA7", "from_on": JANUARY}
    with working(shop_engine) as work:
        own = enter_request(work, values=request)
        answer_request(work, request_id=own, step=Step.GRANTED, done_on=JANUARY, granted=granted)
    keep_worksheet(shop_engine, member_id=1, request_id=own)
    with looking(shop_engine) as session:
        found = offers.related(session, RecordRef("authorization", 1))
    assert [(one.title, one.opens) for one in found] == [
        ("Alda, Rose", MEMBER),
        ("Request PAR-000001", RecordRef("pa_request", own)),
        ("Worksheet IC-000001", RecordRef("worksheet", 1)),
    ]


def test_a_binder_holds_a_trial_with_its_evidence_and_its_record(shop_engine: Engine) -> None:
    a_trial(pump_shop(shop_engine))
    show(shop_engine, {"2": "yes"})
    with looking(shop_engine) as session:
        found = {one.key: one for one in sections(session, BinderAsk(MEMBER, on=TODAY))}
        (record,) = found["trials"].papers
        printed = words(record.read(session))
        yesterday = TODAY - timedelta(days=1)
        before = trials_section(session, BinderAsk(MEMBER, on=TODAY, until_on=yesterday))
    (table,) = found["trials"].tables
    assert [(row[1], row[3], row[4]) for row in table.rows] == [("For the trial", "yes", "Note")]
    (lacks,) = found["trials"].missing
    assert lacks.startswith("Trial TRL-000001: not shown yet: ")
    assert "TRL-000001" in printed
    assert found["worksheets"].is_empty
    assert before.is_empty


def test_a_binder_holds_the_worksheets_of_its_member(shop_engine: Engine) -> None:
    """101 CMR 322.03(17): with the paper that was printed; another member's are not in it."""
    MonthShop(shop_engine).found()
    keep_worksheet(shop_engine, member_id=1)
    with looking(shop_engine) as session:
        section = worksheets_section(session, BinderAsk(MEMBER, on=TODAY))
        other = worksheets_section(session, BinderAsk(RecordRef("member", 2), on=TODAY))
        (paper,) = section.papers
        printed = words(paper.read(session))
    (row,) = section.tables[0].rows
    assert row == ("IC-000001", str(TODAY), "E1399", "Bath lift", "", "1027.00")
    assert "Bath lift" in printed
    assert "1,027.00" in printed
    assert other.is_empty


def test_a_worksheet_without_a_letterhead_is_refused_with_its_remedy(shop_engine: Engine) -> None:
    people(shop_engine)
    keep_worksheet(shop_engine, member_id=1)
    with looking(shop_engine) as session:
        (paper,) = worksheets_section(session, BinderAsk(MEMBER, on=TODAY)).papers
        with pytest.raises(Refused) as caught:
            paper.read(session)
    assert [one.code for one in caught.value.findings] == ["letterhead_missing"]
