"""A quote in the engine's words."""

from datetime import date

from dmedesk.catalog.screens.derivation import notes_of, steps_of
from dmedesk.rates import Quote, price
from dmedesk.rates.question import Request


def test_steps_have_figures_and_clauses() -> None:
    answer = price(
        Request(
            on=date(2026, 11, 3),
            service="rental",
            regime="masshealth",
            hcpcs="E0260",
            payment_class="capped",
            rental_month=1,
            usual_charge=50_000,
            rows={"NU": 100_000},
        )
    )
    assert isinstance(answer, Quote)
    steps = steps_of(answer)
    assert steps[-1].figure == "100.00"
    assert all(step.says[0].isupper() or step.says[0].isdigit() for step in steps)
    assert any(note.startswith("Decided by 101 CMR 322.03") for note in notes_of(answer))
