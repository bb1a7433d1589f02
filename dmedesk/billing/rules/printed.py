"""What an invoice prints, as plain values: frozen at posting, drawn by ``sheets`` ever after.

Each party's words are stored as one JSON array, in the order of the fields here; the arrays of
old invoices are read for good, so fields are only ever added at an end.
"""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dmedesk.billing.rules.charges import ChargeKind
from dmedesk.members.rules import Regime
from dmedesk.rates.answer import Step


class PrintedKind(StrEnum):
    """What the frozen words are about."""

    COMPANY = "company"
    MEMBER = "member"
    PAYER = "payer"
    PRODUCT = "product"
    CHARGE = "charge"


@dataclass(frozen=True, slots=True)
class CompanyWords:
    """The supplier's letterhead; ``logo`` is the name of a stored picture, empty for none."""

    name: str
    lines: tuple[str, ...] = ()
    phone: str = ""
    npi: str = ""
    logo: str = ""


@dataclass(frozen=True, slots=True)
class MemberWords:
    """The member; ``ids`` are labelled numbers in the order printed."""

    name: str
    lines: tuple[str, ...]
    member_no: str
    ids: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PayerWords:
    """The payer as on an envelope, and its code; ``pays`` says what it pays of its amounts.

    Empty for one that pays them whole.
    """

    name: str
    lines: tuple[str, ...]
    code: str
    pays: str = ""


@dataclass(frozen=True, slots=True)
class ProductWords:
    """The product of a line."""

    hcpcs: str
    description: str
    brand: str = ""
    model: str = ""


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ID_LABELS = ("MassHealth ID", "Medicare number")
_PLAN_ID = "Plan ID"
_LABEL_OF = dict(zip((Regime.MASSHEALTH, Regime.MEDICARE), _ID_LABELS, strict=True))

Words = CompanyWords | MemberWords | PayerWords | ProductWords


def freeze(words: Words) -> str:
    """The words as they are stored; of a member's numbers only the numbers, in a fixed order.

    A letterhead without a logo has no place for one, nor a payer that pays its amounts whole for
    the words of its share, nor a member for the number of a plan that bears none.
    """
    parts = [getattr(words, name) for name in words.__slots__]
    if isinstance(words, MemberWords):
        numbers = dict(words.ids)
        parts[-1] = [numbers.get(label) for label in _ID_LABELS]
        parts += [numbers[_PLAN_ID]] if _PLAN_ID in numbers else []
    has_nothing_last = (isinstance(words, CompanyWords) and not words.logo) or (
        isinstance(words, PayerWords) and not words.pays
    )
    if has_nothing_last:
        parts.pop()
    return _compact(parts)


def company_words(stored: str) -> CompanyWords:
    """A stored letterhead."""
    name, lines, *rest = json.loads(stored)
    return CompanyWords(name, tuple(lines), *rest)


def member_words(stored: str) -> MemberWords:
    """A stored member."""
    name, lines, member_no, numbers, *plans = json.loads(stored)
    ids = (*labelled_ids(*numbers), *((_PLAN_ID, number) for number in plans))
    return MemberWords(name, tuple(lines), member_no, ids)


def payer_words(stored: str) -> PayerWords:
    """A stored payer."""
    name, lines, code, *rest = json.loads(stored)
    return PayerWords(name, tuple(lines), code, *rest)


def product_words(stored: str) -> ProductWords:
    """A stored product."""
    return ProductWords(*json.loads(stored))


@dataclass(frozen=True, slots=True)
class PrintedCharge:
    """What was charged once: its number, what it is, how many units of it; ``new`` or ``used``.

    ``answered`` is what other payers answered before, of a remainder only.
    """

    charge_no: str
    kind: ChargeKind
    units: int
    condition: str
    answered: str = ""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One rental month up to ``until_on``, or one charge on its day, of which ``charge`` tells.

    ``rental_month`` is None for a charge, ``last_month`` the cap if there is one. ``steps`` are
    the engine's, codes and figures; ``readings`` the named readings that decided. A charge that
    has no usual charge has None.
    """

    from_on: date
    until_on: date
    product: ProductWords
    serial: str
    modifiers: tuple[str, ...]
    rental_month: int | None
    last_month: int | None
    usual_charge_cents: int | None
    amount_cents: int
    basis: str
    citations: tuple[str, ...]
    steps: tuple[Step, ...]
    readings: dict[str, str]
    charge: PrintedCharge | None = None


@dataclass(frozen=True, slots=True)
class PrintedInvoice:
    """A whole posted invoice, as it was on the day that it was posted.

    ``logo`` has the bytes of the picture that ``company`` names.
    """

    invoice_no: str
    invoice_on: date
    month_on: date
    company: CompanyWords
    payer: PayerWords
    member: MemberWords
    lines: tuple[PrintedLine, ...]
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class PrintedCredit:
    """A credit: its invoice, and which of its lines it takes back, with the reason."""

    credit_no: str
    credited_on: date
    why: str
    invoice: PrintedInvoice
    lines: tuple[PrintedLine, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it takes back the whole invoice."""
        return len(self.lines) == len(self.invoice.lines)


def labelled_ids(
    masshealth_id: str | None, medicare_mbi: str | None
) -> tuple[tuple[str, str], ...]:
    """The member's numbers that are known, each with its label."""
    ids = zip(_ID_LABELS, (masshealth_id, medicare_mbi), strict=True)
    return tuple((label, number) for label, number in ids if number)


def billed_id(
    regime: Regime, number: str | None, *, masshealth_id: str | None, medicare_mbi: str | None
) -> tuple[tuple[str, str], ...]:
    """The number by which the payer that is billed knows the member, labelled; no other payer's.

    That of the coverage; without one that of the member's own that is of the payer's regime.
    """
    own = {Regime.MASSHEALTH: masshealth_id, Regime.MEDICARE: medicare_mbi}
    known = number or own.get(regime)
    return ((_LABEL_OF.get(regime, _PLAN_ID), known),) if known else ()


def full_name(last_name: str, first_name: str | None) -> str:
    """``Ana Rivera``, as on an envelope."""
    return " ".join(part for part in (first_name, last_name) if part)
