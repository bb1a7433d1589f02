"""Names, PINs and their waits, and the owner who must be left."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dmedesk.kit.errors import Refused
from dmedesk.shop.rules.rights import Role
from dmedesk.shop.rules.staff import (
    PersonFact,
    checked_pin,
    hashed,
    is_right,
    may_try_at,
    owner_findings,
    person_findings,
    person_name,
    wait_in_words,
)

TODAY = date(2026, 11, 29)
ANA = PersonFact(1, "Ana Silva", Role.OWNER, date(2026, 1, 1))
BEN = PersonFact(2, "Ben Reed", Role.BILLER, date(2026, 1, 1))


def test_a_name_has_single_spaces() -> None:
    assert person_name("  Ana \t Silva ") == "Ana Silva"


@pytest.mark.parametrize("text", ["", "  ", "a\x07b", "x" * 201])
def test_a_name_that_cannot_be_shown(text: str) -> None:
    with pytest.raises(Refused):
        person_name(text)


@pytest.mark.parametrize("pin", ["1234", "123456789012"])
def test_a_pin_of_4_to_12_digits(pin: str) -> None:
    assert checked_pin(pin) == pin


@pytest.mark.parametrize("pin", ["", "123", "1234567890123", "12a4", "١٢٣٤", "7777"])
def test_what_is_no_pin(pin: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_pin(pin)
    assert (pin or "none") not in str(refused.value)


def test_the_same_pin_is_kept_otherwise_each_time() -> None:
    one, other = hashed("2580"), hashed("2580")
    assert one.digest != other.digest
    assert one.method == "scrypt:16384:8:1"
    assert is_right("2580", one)
    assert not is_right("2581", one)


def test_a_hash_of_another_kind_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="md5"):
        is_right("2580", hashed("2580")._replace(method="md5:1"))


@pytest.mark.parametrize(
    ("wrong", "seconds"), [(0, None), (2, None), (3, 5), (4, 10), (5, 20), (10, 640), (99, 900)]
)
def test_each_wrong_pin_after_the_third_doubles_the_wait(wrong: int, seconds: int | None) -> None:
    at = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
    expected = None if seconds is None else at + timedelta(seconds=seconds)
    assert may_try_at(wrong, at) == expected


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "1 second"), (40, "40 seconds"), (89.5, "2 minutes"), (900, "15 minutes")],
)
def test_a_wait_in_words(seconds: float, said: str) -> None:
    assert wait_in_words(timedelta(seconds=seconds)) == said


@pytest.mark.parametrize(
    ("people", "message"),
    [
        ([], None),
        ([ANA, BEN], None),
        ([BEN], "The shop would have no owner now."),
        ([replace(ANA, from_on=date(2026, 11, 30)), BEN], "The shop would have no owner now."),
        ([replace(ANA, until_on=TODAY)], "The shop would have no owner now."),
        (
            [replace(ANA, until_on=date(2027, 1, 1)), BEN],
            "The shop would have no owner from 2027-01-01 on.",
        ),
        (
            [
                replace(ANA, until_on=date(2027, 1, 1)),
                replace(BEN, role=Role.OWNER, from_on=date(2027, 1, 1)),
            ],
            None,
        ),
    ],
)
def test_there_is_an_owner_on_every_day_from_today(
    people: list[PersonFact], message: str | None
) -> None:
    found = list(owner_findings(people, today=TODAY))
    assert [finding.message for finding in found] == ([message] if message else [])


def test_a_person_leaves_after_they_came_and_has_a_name_of_their_own() -> None:
    twin = replace(BEN, id=3, name="ANA SILVA", until_on=date(2026, 1, 1))
    codes = [finding.code for finding in person_findings(twin, [ANA, BEN])]
    assert codes == ["until_before_from", "name_taken"]
    assert list(person_findings(ANA, [ANA, BEN])) == []
