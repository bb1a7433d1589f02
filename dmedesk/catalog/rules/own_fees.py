"""What is wrong with a fee row as it is typed at the desk."""

from collections.abc import Iterator

from dmedesk.kit.cells import Reader, Unreadable, hcpcs, text
from dmedesk.kit.findings import Finding
from dmedesk.kit.records import Fault, from_before_until
from dmedesk.kit.stored import Values
from dmedesk.kit.typed import by_field, missing, unreadable

_NAMES = {
    "regime": "regime",
    "hcpcs": "HCPCS code",
    "from_on": "first day",
    "source": "source",
}
_TEXTS: dict[str, Reader] = {"source": text}


def own_fee_findings(values: Values) -> list[Finding]:
    """Everything to say of a fee row; ``until_on`` is the day after the last."""
    return by_field(
        missing(values, _NAMES),
        unreadable(values, _TEXTS),
        code_faults(values),
        from_before_until(values),
    )


def code_faults(values: Values) -> Iterator[Fault]:
    """That a typed code is no HCPCS code."""
    typed = values.get("hcpcs")
    if typed:
        try:
            hcpcs(typed)
        except Unreadable as error:
            yield Fault("hcpcs", error.code, error.message, error.remedy)
