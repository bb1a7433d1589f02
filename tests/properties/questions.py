"""Questions of every kind, as Hypothesis draws them: plain values of the public format.

Amounts come from a small set of hard ones (halves of a cent, one cent, zero, ceilings that trim)
as often as from the whole range, and keys are left out as often as they are given.
"""

from datetime import date
from typing import Any, TypeAlias, get_args

from hypothesis import strategies as st

from dmedesk.rates import question as words
from dmedesk.rates.law import reading_options

Question: TypeAlias = dict[str, Any]
Strategy: TypeAlias = st.SearchStrategy[Any]

HARD_AMOUNTS = ("0.00", "0.004", "0.005", "0.01", "0.05", "10.05", "12.345", "100.06", "437.85")
ROWS = (
    *(("NU",), ("UE",), ("RR",), ("RR", "KH"), ("RR", "KI"), ("RR", "KJ"), ("U5",), ()),
    ("RR", "ZZ"),
)


def _cents(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def _thousandths(thousandths: int) -> str:
    return f"{thousandths // 1000}.{thousandths % 1000:03d}"


money: Strategy = st.one_of(
    st.sampled_from(HARD_AMOUNTS),
    st.integers(0, 200_000).map(_cents),
    st.integers(0, 500_000).map(_thousandths),
)
whole_cents: Strategy = st.integers(1, 200_000).map(_cents)
fees: Strategy = st.one_of(money, whole_cents, st.sampled_from(["I.C.", ""]))
percentages: Strategy = st.sampled_from(["0", "2.5", "5", "5.01", "7", "20", "33.3", "100"])
markups: Strategy = st.sampled_from(["20", "25", "30", "35", "40"])
days: Strategy = st.dates(date(2023, 7, 7), date(2029, 12, 31)).map(str)


def row_lists() -> Strategy:
    """Fee rows, each set of modifiers at most once, most often with a new purchase fee."""
    chosen = st.dictionaries(st.sampled_from(ROWS), fees, max_size=len(ROWS))
    with_new_fee = st.tuples(chosen, whole_cents).map(lambda drawn: {**drawn[0], ("NU",): drawn[1]})
    return st.one_of(with_new_fee, with_new_fee, chosen).map(
        lambda rows: [{"modifiers": list(key), "fee": fee} for key, fee in rows.items()]
    )


acquisitions: Strategy = st.fixed_dictionaries(
    {},
    optional={
        "catalogue_price": money,
        "list_price": money,
        "invoice_price": money,
        "quote_price": money,
        "timely_payment_percentage": percentages,
        "discounts": st.lists(
            st.one_of(
                st.fixed_dictionaries({"percentage": percentages}),
                st.fixed_dictionaries({"amount": st.sampled_from(["0.00", "0.01", "1.005"])}),
            ),
            max_size=3,
        ),
    },
)
bulletins: Strategy = st.fixed_dictionaries(
    {},
    optional={"preferred_rate": money, "handling_percentage": percentages, "rebate_rate": money},
)
readings: Strategy = st.fixed_dictionaries(
    {},
    optional={name: st.sampled_from(options) for name, options in reading_options().items()},
)


def _words_of(choice: object) -> Strategy:
    return st.sampled_from(get_args(choice))


REQUIRED: dict[str, Strategy] = {
    "on": days,
    "usual_charge": st.one_of(money, st.just("9999.99")),
    "payment_class": st.one_of(
        st.sampled_from(["capped", "capped_power_wheelchair", "inexpensive"]),
        _words_of(words.PaymentClass),
    ),
    "markup_percentage": st.one_of(st.just("30"), markups),
    "rental_month": st.integers(1, 16),
    "rows": row_lists(),
}
OPTIONAL: dict[str, Strategy] = {
    "family": _words_of(words.Family),
    "condition": _words_of(words.Condition),
    "setting": _words_of(words.Setting),
    "paid_to_date": money,
    "units": st.integers(1, 4),
    "readings": readings,
}
COSTS: Strategy = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"adjusted_acquisition_cost": money}),
    st.fixed_dictionaries({"acquisition": acquisitions}),
)


def asked(required: dict[str, Strategy], optional: dict[str, Strategy]) -> Strategy:
    """Questions of these keys, with a cost, with how it came about, or with neither.

    Every third is of a new code: its rows are then Medicare's.
    """
    keys = st.fixed_dictionaries({**REQUIRED, **required}, optional={**OPTIONAL, **optional})
    return st.tuples(keys, COSTS, st.integers(1, 3)).map(_put_together)


def _put_together(drawn: tuple[Question, Question, int]) -> Question:
    keys, cost, third = drawn
    new = {"new_code": True, "medicare_rows": keys["rows"], "rows": []} if third == 3 else {}
    return {**keys, **cost, **new}


REGIME = {"regime": _words_of(words.Regime)}

rentals: Strategy = asked({"service": st.just("rental")}, REGIME)
purchases: Strategy = asked({"service": st.just("purchase")}, {**REGIME, "bulletin": bulletins})
others: Strategy = st.one_of(
    asked(
        {"service": st.just("purchase_option"), "months_paid": st.integers(0, 16)},
        {"units": st.just(1)},
    ),
    asked(
        {
            "service": st.just("substitute"),
            "owned_by_member": st.sampled_from([True, True, False]),
            "removed_on": days,
        },
        {"units": st.just(1), "substitute_already_paid": st.booleans()},
    ),
    asked(
        {"service": st.just("direct_service"), "hours": st.integers(1, 23)}, {"units": st.just(1)}
    ),
    asked({"service": st.just("infusion_day")}, {}),
    asked({"service": st.just("pharmacy_item"), "wholesale_acquisition_cost": money}, {}),
    asked({"service": st.just("acquisition_cost")}, {}),
)
everything: Strategy = st.one_of(rentals, purchases, others)
