"""An amount of 0.00, individual consideration and blank are three states."""

from fractions import Fraction

import pytest

from dmedesk.catalog.rules.fees import cents_of, fee_of, state_of, written
from dmedesk.catalog.rules.words import FeeState
from dmedesk.rates.question import IC, Fee


@pytest.mark.parametrize(
    ("fee", "state", "cents", "text"),
    [
        (0, FeeState.AMOUNT, 0, "0.00"),
        (9760, FeeState.AMOUNT, 9760, "97.60"),
        (IC, FeeState.INDIVIDUAL_CONSIDERATION, None, "I.C."),
        (None, FeeState.BLANK, None, ""),
    ],
)
def test_a_fee_is_stored_as_its_state_and_comes_back(
    fee: Fee, state: FeeState, cents: int | None, text: str
) -> None:
    assert (state_of(fee), cents_of(fee), written(fee)) == (state, cents, text)
    back = fee_of(state, cents)
    assert back == fee
    assert type(back) is type(fee)


def test_a_part_of_a_cent_cannot_be_stored() -> None:
    with pytest.raises(ValueError, match="whole cents"):
        cents_of(Fraction(1, 2))
