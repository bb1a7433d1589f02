"""Moments are UTC."""

from datetime import UTC, datetime, timedelta

from dmedesk.kit.clock import system_clock


def test_the_computers_clock_answers_in_utc() -> None:
    moment = system_clock()
    assert moment.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - moment) < timedelta(minutes=1)
