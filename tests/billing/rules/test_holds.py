"""Held months stand under the first of their reasons, most money first."""

from dmedesk.billing.rules.holds import REASONS, RELEASES, held_together, waits_cents
from dmedesk.papers.rules import HoldCode
from tests.billing.facts import facts, rental, run


def test_every_reason_has_its_words_and_what_releases_it() -> None:
    assert REASONS.keys() == RELEASES.keys() == set(HoldCode)


def test_the_most_money_comes_first() -> None:
    plan = run(
        "2026-11",
        facts(
            rental(1, proven_on=None),
            rental(2, pa_required=True),
            rental(3, pa_required=True),
        ),
    )
    groups = held_together(plan)
    assert [(one.reason, len(one.months), one.cents) for one in groups] == [
        (HoldCode.NO_PRIOR_AUTHORIZATION, 2, 15_000),
        (HoldCode.NO_PROOF_OF_DELIVERY, 1, 7_500),
    ]
    assert sum(map(waits_cents, plan.held)) == 22_500
