"""The demo's recall is taken in as any notice: it means lifts that are out, and one in stock."""

from datetime import date

from dmedesk.assets.rules.criteria import Criterion, CriterionKind
from dmedesk.assets.rules.matching import ModelFacts, Notice, UnitFacts, match
from dmedesk.demo.facts import facts, serial_of
from dmedesk.demo.recalls import recall
from dmedesk.recalls.rules.cases import notice_findings
from dmedesk.recalls.rules.letters import letter_level


def test_the_notice_is_whole_and_plain() -> None:
    values = recall(date(2026, 10, 5))
    assert notice_findings(values, today=date(2026, 10, 5)) == []
    assert letter_level(values["member_words"]).is_plain


def test_it_means_five_of_the_ten_lifts() -> None:
    told = facts()["recall"]
    criteria = tuple(
        Criterion(row["group_no"], CriterionKind(row["kind"]), row["value"], row["until_value"])
        for row in told["criteria"]
    )
    groups = Notice(told["firm"], criteria).groups()
    lift = ModelFacts("Northfield", "NF-Lift", "LIFT-H", "Patient lift", "")
    grades = [
        match(groups, lift, UnitFacts(serial_of("LIFT-H", number))).stand for number in range(1, 11)
    ]
    assert [one for one in grades if one] == ["certain"] * 5
