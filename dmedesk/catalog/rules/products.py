"""What is wrong, or worth a look, with a product as it is typed."""

from collections.abc import Mapping

from dmedesk.catalog.rules.codes import Code
from dmedesk.catalog.rules.own_fees import code_faults
from dmedesk.catalog.rules.words import Family, PaymentClass
from dmedesk.kit.cells import Reader, identifier, text
from dmedesk.kit.findings import Finding
from dmedesk.kit.stored import Values
from dmedesk.kit.typed import by_field, missing, unreadable

CLASS_WORDS: Mapping[PaymentClass, str] = {
    PaymentClass.CAPPED: "Capped rental",
    PaymentClass.CAPPED_POWER_WHEELCHAIR: "Capped power wheelchair",
    PaymentClass.INEXPENSIVE: "Inexpensive or routinely purchased",
    PaymentClass.MONTHLY: "Paid by the month without a cap",
    PaymentClass.PURCHASE_ONLY: "Purchase only",
}
"""The payment classes as people read them."""

FAMILY_WORDS: Mapping[Family, str] = {
    family: family.value.replace("_", " ").capitalize() for family in Family
} | {Family.DME: "DME"}
"""The families as people read them."""

_NAMES = {"product_no": "product number", "hcpcs": "HCPCS code", "description": "name"}
_TEXTS: dict[str, Reader] = {
    "product_no": identifier,
    "model": identifier,
    "udi_di": identifier,
    "description": text,
    "manufacturer": text,
}


def product_findings(values: Values) -> list[Finding]:
    """Everything to say of a product as typed into a form."""
    return by_field(missing(values, _NAMES), unreadable(values, _TEXTS), code_faults(values))


def code_in_words(code: Code | None) -> str:
    """What is known of a code beforehand, with its source; a fee file that says else wins."""
    if code is None:
        return "Not among the codes that come with the program; any code may be entered."
    pieces = [code.words]
    if code.payment_class is not None:
        pieces.append(CLASS_WORDS[code.payment_class])
    if code.family is not None:
        pieces.append(FAMILY_WORDS[code.family])
    return f"{' · '.join(pieces)} ({code.source})"
