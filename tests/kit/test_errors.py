"""Whose fault it is: a refusal carries every finding, the world's failure its remedy."""

from dmedesk.kit.errors import Refused, WorldError
from dmedesk.kit.findings import Finding, Severity


def test_a_refusal_carries_every_finding() -> None:
    first = Finding(Severity.STOP, "no_serial", "The serial is missing.", "assets.csv line 2")
    second = Finding(Severity.STOP, "no_product", "The product is missing.", "assets.csv line 3")
    refused = Refused([first, second])
    assert refused.findings == (first, second)
    assert str(refused).splitlines() == [first.sentence(), second.sentence()]


def test_a_failure_of_the_world_says_what_happened_and_the_remedy() -> None:
    error = WorldError("The disk is full.", "Free some room and try again.")
    assert (error.what, error.remedy) == ("The disk is full.", "Free some room and try again.")
    assert str(error) == "The disk is full. Free some room and try again."
