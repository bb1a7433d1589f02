"""How much dearer the rate engine is than its rule hard-coded, with the same explanation.

Both price the same months by turns in one run, the cycle collector off, all answers kept; what is
compared is the median of the rounds, in processor time.
"""

import gc
import random
import time
from collections.abc import Callable, Sequence
from datetime import date
from statistics import median
from typing import Any

from dmedesk.rates import Quote, Request, price
from tests.benchmarks.bare_rent import BareRental, bare_rent

LIMIT = 3.5
ROUNDS = 15
MONTHS = 40_000


def rentals() -> list[BareRental]:
    """Rental months of every number, one in ten of a power wheelchair, some above the charge."""
    chosen = random.Random(1)
    return [
        BareRental(
            purchase_cents=chosen.randrange(5_000, 500_000),
            month=chosen.randrange(1, 17),
            is_power=chosen.random() < 0.1,
            charge_cents=chosen.randrange(20_000, 90_000),
        )
        for _ in range(MONTHS)
    ]


def request_of(rental: BareRental) -> Request:
    """The same question for the engine."""
    return Request(
        on=date(2026, 10, 4),
        service="rental",
        payment_class="capped_power_wheelchair" if rental.is_power else "capped",
        rental_month=rental.month,
        usual_charge=rental.charge_cents,
        rows={"NU": rental.purchase_cents},
    )


def seconds(rule: Callable[[Any], object], questions: Sequence[Any]) -> float:
    """The processor time of pricing them all, every answer kept."""
    begun = time.process_time()
    kept = [rule(question) for question in questions]
    spent = time.process_time() - begun
    del kept
    return spent


def main() -> int:
    """Prints both costs and their ratio; answers 1 above the limit."""
    bare = rentals()
    requests = [request_of(rental) for rental in bare]
    for rental, request in zip(bare, requests, strict=True):
        answered = price(request)
        assert isinstance(answered, Quote)
        assert answered.amount_cents == bare_rent(rental).cents
    gc.collect()
    gc.disable()
    try:
        rounds = [(seconds(bare_rent, bare), seconds(price, requests)) for _ in range(ROUNDS)]
    finally:
        gc.enable()
    theirs, ours = (median(spent) / MONTHS * 1e6 for spent in zip(*rounds, strict=True))
    ratio = ours / theirs
    print(f"capped month, explained  {ours:.2f} us, hard-coded {theirs:.2f} us: {ratio:.2f} times")
    print(f"{'limit':24} {LIMIT} times")
    return 1 if ratio > LIMIT else 0
