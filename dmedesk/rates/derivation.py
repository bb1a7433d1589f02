"""The working state of one derivation: the question, the law of its day, and what was derived.

A paragraph's function takes the derivation, looks only at the rows it needs, adds a step for
every number that it uses, and returns a candidate or raises ``Unpriced``.
"""

from dataclasses import dataclass
from typing import Generic

from dmedesk.rates.answer import Figure, Note, Step, Unpriced
from dmedesk.rates.law import Law
from dmedesk.rates.money import ExactCents
from dmedesk.rates.question import Calendar, Family, Fee, PaymentClass, Request, Rows

HUNDRED = 100
"""Percent in a whole."""

HALF = HUNDRED // 2
"""What rounds half-up before a whole division by ``HUNDRED``."""

RESPIRATORY = ("respiratory", "ventilator")
"""A ventilator is a respiratory device throughout."""

OXYGEN_AND_RESPIRATORY = frozenset(("oxygen", *RESPIRATORY))


@dataclass(frozen=True, slots=True)
class NewCode:
    """How the rows of a new code came about, 322.03(16): Medicare's fees times a percentage."""

    wording: str
    percentage: int
    medicare_rows: Rows


class Derivation(Generic[Law]):
    """One question under one law, with the steps and readings that its answer rests on."""

    __slots__ = (
        "calendar",
        "family",
        "findings",
        "law",
        "new_code",
        "payment_class",
        "readings",
        "request",
        "rows",
        "steps",
    )

    def __init__(
        self,
        request: Request,
        law: Law,
        rows: Rows,
        payment_class: PaymentClass | None,
        family: Family,
        calendar: Calendar | None,
    ) -> None:
        self.request = request
        self.law: Law = law
        self.rows = rows
        self.payment_class = payment_class
        self.family = family
        self.calendar = calendar
        self.steps: list[Step] = []
        self.readings: dict[str, str] = {}
        self.new_code: NewCode | None = None
        self.findings: tuple[Note, ...] = ()

    def aside(self) -> "Derivation[Law]":
        """The same question worked out beside the main line: its steps are kept apart."""
        copy = Derivation(
            self.request, self.law, self.rows, self.payment_class, self.family, self.calendar
        )
        copy.new_code = self.new_code
        copy.readings = self.readings
        return copy

    def step(self, code: str, amount: ExactCents | None, *figures: Figure) -> None:
        """Adds one step: the code of its wording, its amount, the figures it rests on."""
        self.steps.append((code, amount, *figures))

    def step_once(self, code: str, amount: ExactCents | None, *figures: Figure) -> None:
        """Adds a step, unless the very same step stands there already."""
        step: Step = (code, amount, *figures)
        if step not in self.steps:
            self.steps.append(step)

    def take_steps(self, aside: "Derivation[Law]") -> None:
        """Takes over the steps of what was worked out aside, each once."""
        for code, amount, *figures in aside.steps:
            self.step_once(code, amount, *figures)

    def reading(self, name: str) -> str:
        """The option chosen for a named reading; it stands in the answer from now on."""
        chosen = self.request.readings.get(name) or self.law.default_readings[name]
        self.readings[name] = chosen
        return chosen

    def fee(self, key: str) -> Fee:
        """The fee of the row with exactly these modifiers; ``None`` where it is missing or blank.

        A row that says 0.00 is refused: zero is neither a price nor a blank.
        """
        fee = self.rows.get(key)
        if fee is None:
            return None
        if fee == 0:
            row = f"the row {key}" if key else "the row without modifiers"
            raise Unpriced(
                "zero_fee",
                f"{row} of {self.request.hcpcs or 'this code'} says 0.00, which is no price (CMS "
                "writes it where it has set none). Correct the fee in the rate book, or leave it "
                "blank where none is published.",
                "101 CMR 322.06",
            )
        new_code = self.new_code
        if new_code is not None and not isinstance(fee, str):
            medicare_fee = new_code.medicare_rows[key]
            assert medicare_fee is not None
            self.step_once(new_code.wording, fee, new_code.percentage, medicare_fee)
        return fee

    def new_fee_row(self) -> tuple[Fee, tuple[str, ...]]:
        """The fee of the ``NU`` row, where that is missing of the row without modifiers.

        With the modifiers of the row that was used.
        """
        fee = self.fee("NU")
        if fee is not None:
            return fee, ("NU",)
        fee = self.fee("")
        return fee, () if fee is not None else ("NU",)

    def percent(self, code: str, percentage: int, base: ExactCents) -> int:
        """A percentage of an amount, rounded once, as a step."""
        cents = (base * percentage + HALF) // HUNDRED
        self.steps.append((code, cents, percentage, base))
        return cents


def missing_fee(derivation: Derivation[Law], rows: str, citation: str) -> Unpriced:
    """The refusal for rows that are not there, with the remedy."""
    code = derivation.request.hcpcs or "this code"
    return Unpriced(
        "missing_fee",
        f"no fee is known for {code} on {derivation.request.on}: no row {rows}. Import the fee "
        "edition of that date, add the row to the rate book, or give the acquisition cost where "
        "individual consideration applies.",
        citation,
    )
