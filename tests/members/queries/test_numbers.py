"""The next member's number, and who may be entered twice."""

from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.members.queries.numbers import members_alike, next_member_no
from tests.members.desk import a_member, looking

BORN = date(1940, 2, 29)


@pytest.mark.parametrize(
    ("numbers", "following"),
    [
        ([], "M0001"),
        (["M0009"], "M0010"),
        (["M0002", "M0001"], "M0003"),
        (["99"], "100"),
        (["A-7"], "A-8"),
        (["Alda"], "Alda1"),
    ],
)
def test_the_next_number_follows_the_last_and_is_free(
    numbers: list[str], following: str, shop_engine: Engine
) -> None:
    for number in numbers:
        a_member(shop_engine, member_no=number)
    with looking(shop_engine) as session:
        assert next_member_no(session) == following


def test_who_is_alike_is_told_with_the_reason(shop_engine: Engine) -> None:
    a_member(shop_engine, birth_on=BORN, medicare_mbi="1EG4TE5MK73")
    a_member(shop_engine, member_no="M0002", last_name="Óscar", masshealth_id="100012345678")
    with looking(shop_engine) as session:
        same_name = members_alike(session, last_name=" ALDA", first_name="rose", birth_on=BORN)
        assert [(one.id, one.name, one.because) for one in same_name] == [
            (1, "Alda, Rose", "the same name and day of birth")
        ]
        (same_card,) = members_alike(session, medicare_mbi="1eg4-te5-mk73")
        assert (same_card.member_no, same_card.because) == ("M0001", "the same Medicare number")
        (same_card,) = members_alike(session, masshealth_id="1000 1234 5678")
        assert (same_card.id, same_card.because) == (2, "the same MassHealth number")


def test_nobody_is_alike_where_nothing_is_the_same(shop_engine: Engine) -> None:
    a_member(shop_engine, birth_on=BORN, medicare_mbi="1EG4TE5MK73")
    with looking(shop_engine) as session:
        assert members_alike(session) == []
        assert members_alike(session, last_name="Alda", first_name="Rose") == []
        assert members_alike(session, medicare_mbi="-", masshealth_id=" ") == []
        assert members_alike(session, besides=1, medicare_mbi="1EG4TE5MK73") == []
        born_later = date(1941, 2, 28)
        assert (
            members_alike(session, last_name="Alda", first_name="Rose", birth_on=born_later) == []
        )
