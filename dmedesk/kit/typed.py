"""What is typed into a form: as it is stored, and what is wrong with it field by field."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dmedesk.kit.cells import Reader, Unreadable
from dmedesk.kit.findings import Finding
from dmedesk.kit.records import Fault
from dmedesk.kit.stored import Values


def tidy(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are stored: with their texts stripped; an empty text is None."""
    return {
        name: (value.strip() or None) if isinstance(value, str) else value
        for name, value in values.items()
    }


def missing(values: Values, names: Mapping[str, str]) -> Iterator[Fault]:
    """The fields of these names that must be filled and are not."""
    for column, name in names.items():
        if values.get(column) in (None, ""):
            yield Fault(column, "missing_value", f"The {name} is missing.", "Fill it in.")


def unreadable(values: Values, readers: Mapping[str, Reader]) -> Iterator[Fault]:
    """Texts that could not be printed, or are too long."""
    for column, read in readers.items():
        value = values.get(column)
        if isinstance(value, str) and value:
            try:
                read(value)
            except Unreadable as error:
                yield Fault(column, error.code, error.message, error.remedy)


def by_field(*faults: Iterable[Fault]) -> list[Finding]:
    """Faults of values as findings of a form's fields."""
    return [fault.found() for some in faults for fault in some]
