"""The ready-made roles, and the ticks that a shop changes."""

import pytest

from dmedesk.shop.rules.rights import (
    RIGHT_WORDS,
    ROLE_WORDS,
    Right,
    Role,
    in_words,
    may,
    rights_of,
    roles_with,
)


def test_every_role_and_right_has_words() -> None:
    assert ROLE_WORDS.keys() == set(Role)
    assert RIGHT_WORDS.keys() == set(Right)


@pytest.mark.parametrize("right", Right)
def test_an_owner_may_do_everything_whatever_is_ticked(right: Right) -> None:
    assert may(Role.OWNER, right, {(Role.OWNER, right): False})


def test_a_tick_wins_over_what_is_ready_made() -> None:
    ticks = {(Role.DRIVER, Right.POST_MONTH): True, (Role.BILLER, Right.POST_MONTH): False}
    assert may(Role.DRIVER, Right.POST_MONTH, ticks)
    assert not may(Role.DRIVER, Right.POST_MONTH)
    assert roles_with(Right.POST_MONTH, ticks) == (Role.OWNER, Role.DRIVER)
    assert Right.POST_MONTH in rights_of(Role.DRIVER, ticks)


def test_only_owners_manage_staff_before_anybody_ticks() -> None:
    assert roles_with(Right.MANAGE_STAFF) == (Role.OWNER,)
    assert roles_with(Right.CHANGE_SETTINGS) == (Role.OWNER,)


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        ((Role.OWNER,), "an owner"),
        ((Role.OWNER, Role.BILLER), "an owner or a biller"),
        ((Role.OWNER, Role.INTAKE, Role.READER), "an owner, an intake or a reader"),
    ],
)
def test_roles_in_words(roles: tuple[Role, ...], said: str) -> None:
    assert in_words(roles) == said
