"""What payers did not pay is appealed in time, or written off."""

from datetime import date, timedelta

import pytest

from dmedesk.billing.actions import appeal, take_back_write_off, write_off
from dmedesk.billing.rules.payments import AppealStep, WriteOffReason
from dmedesk.billing.tables import Appeal, WriteOff
from tests.flows.till import Till

SMALL = WriteOffReason.SMALL_BALANCE


def denied(till: Till) -> int:
    line, *_ = till.lines()
    return till.answer(till.remittance(till.batch(), 0), line, 0, "CO-16 75.00")


def test_a_denial_is_appealed_and_the_answer_written_down(till: Till) -> None:
    answer = denied(till)
    till.appeal(answer, note="PA attached")
    assert till.refused(appeal, remittance_line_id=answer, step=AppealStep.SENT) == ["appeal_sent"]
    till.on += timedelta(days=10)
    till.appeal(answer, AppealStep.REFUSED)
    assert till.refused(appeal, remittance_line_id=answer, step=AppealStep.GRANTED) == ["no_appeal"]
    till.appeal(answer)
    sent, refused, again = till.shop.rows(Appeal)
    assert (sent.deadline_on, sent.citation) == (date(2026, 12, 3), "130 CMR 450.323")
    assert (refused.deadline_on, again.turn) == (None, 3)


@pytest.mark.parametrize(("days", "codes"), [(29, []), (30, []), (31, ["appeal_late"])])
def test_masshealth_is_appealed_within_thirty_days(till: Till, days: int, codes: list[str]) -> None:
    """130 CMR 450.323."""
    answer = denied(till)
    till.on += timedelta(days=days)
    if codes:
        found = till.refused(appeal, remittance_line_id=answer, step=AppealStep.SENT)
        assert found == codes
        till.appeal(answer, deadline_on=till.on)
    else:
        till.appeal(answer)


def test_what_was_paid_is_not_appealed(till: Till) -> None:
    line, *_ = till.lines()
    answer = till.answer(till.remittance(till.batch(), 7_500), line, 7_500)
    assert till.refused(appeal, remittance_line_id=answer, step=AppealStep.SENT) == ["paid_in_full"]


def test_an_amount_is_written_off_and_taken_back_once(till: Till) -> None:
    line, *_ = till.lines()
    till.pay(till.batch(), 7_400, (line, 7_400))
    id_ = till.do(write_off, line_id=line, cents=60, reason=SMALL)
    assert till.open()[0] == 40
    till.on += timedelta(days=1)
    till.do(take_back_write_off, write_off_id=id_)
    assert (till.open()[0], till.open(till.on - timedelta(days=1))[0]) == (100, 40)
    assert till.refused(take_back_write_off, write_off_id=id_) == ["taken_back"]
    back = till.shop.rows(WriteOff)[-1]
    assert till.refused(take_back_write_off, write_off_id=back.id) == ["taken_back"]


@pytest.mark.parametrize("cents", [0, -1, 7_501])
def test_no_more_is_written_off_than_is_open(till: Till, cents: int) -> None:
    line, *_ = till.lines()
    found = till.refused(write_off, line_id=line, cents=cents, reason=SMALL)
    assert found == ["written_off_too_much"]
