"""What is wrong with a unit as it is typed, and what its serial looks like beside others."""

from collections import Counter
from collections.abc import Iterable, Iterator

from dmedesk.assets.rules import Condition, serial_key
from dmedesk.kit.cells import Reader, identifier, text
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.records import Fault
from dmedesk.kit.stored import Values
from dmedesk.kit.typed import by_field, missing, unreadable

_NAMES = {"serial": "serial", "product_id": "product"}
_TEXTS: dict[str, Reader] = {
    "serial": identifier,
    "inventory_no": identifier,
    "udi_di": identifier,
    "purchase_invoice_no": identifier,
    "lot": text,
    "udi_pi": text,
    "vendor": text,
}
_ENOUGH_ALIKE = 3


def unit_findings(values: Values) -> list[Finding]:
    """Everything to say of a unit as typed into a form."""
    return by_field(missing(values, _NAMES), unreadable(values, _TEXTS), _serial_faults(values))


def _serial_faults(values: Values) -> Iterator[Fault]:
    serial = values.get("serial")
    if serial and not serial_key(serial):
        yield Fault(
            "serial",
            "bad_serial",
            f"{serial!r} is not a serial.",
            "Write the serial as the unit shows it.",
        )


def priced_otherwise(old: Values, new: Values) -> list[Finding]:
    """What a unit with billed months may not be given: another product, another condition.

    Posted lines rest on both; no condition is that of a new unit.
    """
    found = []
    for name, word in (("product_id", "product"), ("condition", "condition")):
        was, will_be = (_or_new(name, values) for values in (old, new))
        if was != will_be:
            found.append(
                Finding(
                    Severity.STOP,
                    "billed_already",
                    f"Months of this unit are billed: its {word} cannot change any more.",
                    remedy="Undo those months first, or retire it and receive it as another unit.",
                    field=name,
                )
            )
    return found


def _or_new(name: str, values: Values) -> object:
    value = values.get(name)
    return Condition.NEW if name == "condition" and value is None else value


def shape_of(serial: str) -> str:
    """The shape of a serial: 9 for a digit, A for a letter, all else as it is."""
    return "".join(
        "9" if sign.isdigit() else "A" if sign.isalpha() else sign for sign in serial.upper()
    )


def usual_shape(serials: Iterable[str]) -> str:
    """The one shape that enough serials of a product all have; empty where there is none."""
    shapes = Counter(map(shape_of, serials))
    if len(shapes) == 1:
        ((shape, count),) = shapes.items()
        return shape if count >= _ENOUGH_ALIKE else ""
    return ""


def odd_shape(serial: str, others: Iterable[str]) -> str:
    """A word that a serial looks otherwise than all others of its product; else empty.

    It is only told: makers change their serials.
    """
    usual = usual_shape(others)
    if not usual or shape_of(serial) == usual:
        return ""
    return f"Look again: the other serials of this product look like {usual}"
