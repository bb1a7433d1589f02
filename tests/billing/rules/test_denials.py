"""What is wrong with an open line, by what the payer answered last."""

import pytest

from dmedesk.billing.rules.denials import TROUBLE_WORDS, Trouble, trouble_of
from dmedesk.billing.rules.payments import AppealStep, Outcome


@pytest.mark.parametrize(
    ("outcome", "appeal", "trouble"),
    [
        (Outcome.DENIED, None, Trouble.DENIED),
        (Outcome.REDUCED, None, Trouble.REDUCED),
        (Outcome.PAID, None, None),
        (None, None, Trouble.UNDERPAID),
        (Outcome.DENIED, AppealStep.SENT, Trouble.APPEALED),
        (Outcome.DENIED, AppealStep.REFUSED, Trouble.DENIED),
        (Outcome.REDUCED, AppealStep.GRANTED, Trouble.REDUCED),
    ],
)
def test_a_line_is_in_the_queue_for_a_reason(
    outcome: Outcome | None, appeal: AppealStep | None, trouble: Trouble | None
) -> None:
    assert trouble_of(outcome, appeal) is trouble


def test_every_trouble_has_its_words() -> None:
    assert TROUBLE_WORDS.keys() == set(Trouble)
