"""The open lines among which a payment chooses: of its account alone, found by number or member."""

from dmedesk.billing.queries.payable import Payables, payables
from dmedesk.billing.rules.payments import PaymentFacts, PaymentKind
from dmedesk.store.unit_of_work import reading
from tests.flows.till import Till


def test_the_open_lines_of_a_payer_with_what_is_proposed(till: Till) -> None:
    first, second, other = till.lines()
    till.pay(till.batch(), 7_500, (first, 7_500))
    with reading(till.shop.engine) as session:
        found = payables(session, facts=till.facts(8_000))
        assert [row.line_id for row in found.rows] == [second, other]
        assert [(one.line_id, one.cents) for one in found.shares] == [(second, 7_500), (other, 500)]
        named = payables(session, facts=till.facts(8_000), invoice_id=2)
        assert [row.line_id for row in named.rows] == [other, second]
        assert [one.line_id for one in named.shares] == [other]
        assert [row.open_cents for row in named.rows] == [7_500, 7_500]


def test_an_invoice_alone_says_whose_lines_they_are_and_nothing_says_none(till: Till) -> None:
    nobody = PaymentFacts(PaymentKind.CHECK, 100)
    with reading(till.shop.engine) as session:
        assert len(payables(session, facts=nobody, invoice_id=2).rows) == 3
        assert payables(session, facts=nobody) == Payables((), ())


def test_lines_are_found_by_words_and_those_kept_are_listed_besides(till: Till) -> None:
    first, _second, other = till.lines()
    with reading(till.shop.engine) as session:
        facts = till.facts(0)
        found = payables(session, facts=facts, part="000002")
        assert [row.line_id for row in found.rows] == [other]
        kept = payables(session, facts=facts, part="000002", keep=[first])
        assert [row.line_id for row in kept.rows] == [first, other]
        assert payables(session, facts=facts, part="nobody of that name").rows == ()


def test_a_member_pays_what_was_billed_to_the_member_alone(till: Till) -> None:
    """130 CMR 450.316."""
    till.shop.rent("R9", member_no="M1", payer="PP", started_on="2026-10-01")
    till.shop.post("2026-10")
    with reading(till.shop.engine) as session:
        found = payables(session, facts=till.facts(0, member="M1"))
    assert [row.line_id for row in found.rows] == [till.lines()[-1]]
