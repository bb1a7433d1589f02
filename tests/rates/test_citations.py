"""The clauses that an answer rests on: one case for every set of them that the cases meet."""

import pytest

from tests.rates.asking import ask, every_case, questions_of

CITED: dict[str, tuple[str, ...]] = {
    "A01": ("101 CMR 322.03(1)(d)",),
    "A02": ("101 CMR 322.03(1)(a)",),
    "A03": ("101 CMR 322.03(1)(b)",),
    "A05": ("101 CMR 322.03(1)(c)",),
    "A10": ("101 CMR 322.03(20)",),
    "B01": ("101 CMR 322.03(3)(b)",),
    "B02": ("101 CMR 322.03(3)(c)",),
    "B04": ("101 CMR 322.03(4)(a)2",),
    "B05": ("101 CMR 322.03(4)(b)3",),
    "B07": (
        "101 CMR 322.03(5)(b)",
        "101 CMR 322.03(19)(b)9",
    ),
    "B09": ("101 CMR 322.03(19)(a)",),
    "C01": ("101 CMR 322.03(6)(c)",),
    "C05": (
        "101 CMR 322.03(6)(c)",
        "101 CMR 322.03(6)(a)",
    ),
    "C07": (
        "101 CMR 322.03(1)(d)",
        "101 CMR 322.03(6)(b)",
    ),
    "C08": ("101 CMR 322.03(6)(e)",),
    "C09": ("101 CMR 322.03(6)(d)",),
    "C11": ("101 CMR 322.03(6)(a)",),
    "C12": (
        "101 CMR 322.03(6)(d)",
        "101 CMR 322.03(6)(a)",
    ),
    "D01": ("101 CMR 322.03(18)(a)1",),
    "D03": ("101 CMR 322.03(18)(a)2",),
    "D05": ("101 CMR 322.03(18)(a)3",),
    "E01": ("101 CMR 322.03(18)(b)1",),
    "E02": ("101 CMR 322.03(18)(b)2",),
    "E04": ("101 CMR 322.03(18)(b)3",),
    "F01a": (
        "101 CMR 322.03(6)(a)",
        "101 CMR 322.03(6)(f)",
    ),
    "F01b": (
        "101 CMR 322.03(6)(f)",
        "101 CMR 322.03(18)",
    ),
    "G01": (
        "101 CMR 322.03(16)(a)1",
        "101 CMR 322.03(1)(d)",
    ),
    "G02": (
        "101 CMR 322.03(16)(a)2",
        "101 CMR 322.03(1)(d)",
    ),
    "G03": (
        "101 CMR 322.03(16)(a)2",
        "101 CMR 322.03(18)(a)1",
    ),
    "G04": (
        "101 CMR 322.03(16)(a)2",
        "101 CMR 322.03(18)(a)2",
    ),
    "G05": (
        "101 CMR 322.03(16)(a)1b",
        "101 CMR 322.03(4)(b)2",
    ),
    "G06": (
        "101 CMR 322.03(16)(a)2",
        "101 CMR 322.03(4)(b)2",
    ),
    "H01a": ("101 CMR 322.03(19)(b)1",),
    "H02a": ("101 CMR 322.03(19)(b)2",),
    "H03a": ("101 CMR 322.03(19)(b)3",),
    "H04a": ("101 CMR 322.03(19)(b)4",),
    "H06": ("101 CMR 322.03(19)(b)5",),
    "H07": ("101 CMR 322.03(19)(b)7",),
    "H08": (
        "101 CMR 322.03(19)(b)6",
        "101 CMR 322.03(18)(a)2",
    ),
    "H09": ("101 CMR 322.03(19)(b)8",),
    "I01": (
        "101 CMR 322.02, adjusted acquisition cost",
        "101 CMR 322.03(17)(a)",
    ),
    "I04": (
        "101 CMR 322.02, adjusted acquisition cost",
        "101 CMR 322.03(17)(a)",
        "101 CMR 322.03(17)(b)",
    ),
    "I07": (
        "101 CMR 322.03(19)(b)4",
        "101 CMR 322.03(17)(c)3.c",
    ),
    "J01": (
        "101 CMR 322.03(14)(a)",
        "101 CMR 322.03(18)(a)2",
    ),
    "J03": (
        "101 CMR 322.03(14)(a)",
        "101 CMR 322.03(18)(b)2",
    ),
    "J04": (
        "101 CMR 322.03(14)(c)",
        "130 CMR 409.420(C)",
    ),
    "J05a": ("130 CMR 427.426(C)",),
    "K09": ("101 CMR 322.03(2)(e)",),
    "new_ventilator_inexpensive_month_9": (
        "101 CMR 322.03(16)(a)2",
        "101 CMR 322.03(4)(b)2",
        "101 CMR 322.03(6)(a)",
    ),
    "new_ventilator_option_after_6": (
        "101 CMR 322.03(16)(a)2",
        "101 CMR 322.03(6)(a)",
    ),
    "infusion_purchase_by_its_row": ("101 CMR 322.03(5)(a)2",),
    "infusion_purchase_by_its_charge_a_bulletin_is_not_looked_at": ("101 CMR 322.03(5)(a)1",),
    "inexpensive_i_c_row_of_a_used_item": (
        "101 CMR 322.03(19)(b)7",
        "101 CMR 322.03(19)(b)5",
    ),
    "used_share_of_a_cost": (
        "101 CMR 322.03(19)(b)7",
        "101 CMR 322.03(19)(b)5",
        "101 CMR 322.03(6)(a)",
    ),
    "substitute_of_a_monthly_code_with_a_kj_row": (
        "101 CMR 322.03(14)(a)",
        "101 CMR 322.03(1)(d)",
    ),
    "substitute_of_a_monthly_code_with_an_i_c_kj_row": (
        "101 CMR 322.03(14)(a)",
        "101 CMR 322.03(19)(b)5",
    ),
    "substitute_of_an_inexpensive_code": (
        "101 CMR 322.03(14)(a)",
        "101 CMR 322.03(6)(c)",
    ),
    "medicare_inexpensive_nothing_left": ("42 USC 1395m(a)(2)(A)",),
    "medicare_oxygen_without_a_month": ("42 USC 1395m(a)(1)(B)",),
    "medicare_serviced_monthly_has_no_last_month": ("42 USC 1395m(a)(3)",),
    "M01": ("42 USC 1395m(a)(7)(A)(i)(II)",),
    "M03": ("42 USC 1395m(a)(7)(A)(i)(III)",),
    "a_second_substitute_needs_no_fee": ("101 CMR 322.03(14)(b)",),
    "the_UE_row_wins": (
        "101 CMR 322.03(1)(d)",
        "101 CMR 322.03(6)(e)",
    ),
    "nursing_factor_on_capped_respiratory_rent": (
        "101 CMR 322.03(18)(a)1",
        "101 CMR 322.03(4)(b)3",
    ),
    "the_ceiling_by_the_fee_if_new": (
        "101 CMR 322.03(1)(d)",
        "101 CMR 322.03(6)(a)",
    ),
    "paid_to_date_as_the_engine_would_have_paid": (
        "101 CMR 322.03(1)(a)",
        "101 CMR 322.03(6)(a)",
    ),
    "new_power_wheelchair_RR_row": (
        "101 CMR 322.03(16)(a)1",
        "101 CMR 322.03(18)(b)2",
    ),
    "new_code_respiratory": (
        "101 CMR 322.03(16)(a)2",
        "101 CMR 322.03(4)(a)2",
    ),
    "quote_1000.01": (
        "101 CMR 322.02, adjusted acquisition cost",
        "101 CMR 322.03(17)(a)",
        "101 CMR 322.03(17)(c)3.c",
    ),
    "medicare_capped_last_month_13_14": ("42 USC 1395m(a)(7)(A)(i)(I)",),
    "medicare_oxygen_last_month_36_35": ("42 USC 1395m(a)(5)",),
    "medicare_oxygen_last_month_36_37": ("42 USC 1395m(a)(5)(F)",),
}
CASES = {case["id"]: case for case in every_case()}


@pytest.mark.parametrize("identity", CITED)
def test_an_answer_rests_on_its_clauses(identity: str) -> None:
    answers = [ask(question) for question in questions_of(CASES[identity])]
    assert CITED[identity] in [tuple(answer["citations"]) for answer in answers]
