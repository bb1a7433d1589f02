"""What a member owns is charged; what is rented or in stock never is."""

from dmedesk.repairs.rules.words import MEMBERS_OWN, NEEDS_EVIDENCE, Cause, Ownership


def test_the_member_owns_what_was_bought_here_or_elsewhere() -> None:
    assert set(Ownership) - MEMBERS_OWN == {Ownership.RENTED, Ownership.STOCK}


def test_wear_defects_and_accidents_need_no_evidence() -> None:
    assert set(Cause) - NEEDS_EVIDENCE == {Cause.WEAR, Cause.DEFECT, Cause.ACCIDENT}
