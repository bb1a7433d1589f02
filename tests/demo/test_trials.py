"""The demo shop's trials: one asks for its second authorization, one lacks two criteria."""

from datetime import UTC, date, datetime

import pytest

from dmedesk.demo.folder import MEMBERS
from dmedesk.demo.rentals import stories
from dmedesk.demo.trials import answers, authorizations, chains, criteria, trials
from dmedesk.papers.rules.chains import Stage, chain_proposals
from dmedesk.papers.rules.trials import Answered, Verdict, lacking, ticks
from tests.demo.test_rentals import TODAYS

NOON = datetime(2026, 11, 1, 17, tzinfo=UTC)


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_one_is_shown_whole_and_one_lacks_two(today: date) -> None:
    own = chain_proposals()["insulin_pump"]
    missing = {}
    for number in ("TRL-000001", "TRL-000002"):
        said = {
            (Stage(row["stage"]), row["label"]): Answered(
                row["said"], None, row["evidence"], None, None, NOON, "demo"
            )
            for row in answers(today)
            if row["trial_no"] == number
        }
        found = ticks(own.criteria, said, today)
        lacks = lacking(found, Stage.TRIAL)
        missing[number] = [(one.criterion.label, one.verdict) for one in lacks]
    assert missing == {
        "TRL-000001": [],
        "TRL-000002": [("7", Verdict.NOT_MET), ("9", Verdict.MISSING)],
    }


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_two_members_of_masshealth_are_in_them(today: date) -> None:
    told = list(stories(today, members=MEMBERS))
    begun, gathering = trials(told, today)
    assert begun["member_no"] != gathering["member_no"]
    (granted,) = authorizations(told, today)
    assert (granted["member_no"], granted["from_on"]) == (begun["member_no"], begun["begun_on"])
    (chain,) = chains(today)
    assert len(list(criteria())) == len(chain_proposals()[chain["proposal"]].criteria)
