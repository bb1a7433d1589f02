"""How the import centre calls kinds and columns."""

from dmedesk.kit.records import Column

_COLUMNS = {
    "address1": "Address",
    "address2": "Address, second line",
    "deceased_on": "Died on",
    "left_on": "Left on",
    "phone2": "Second phone",
    "hcpcs": "HCPCS code",
    "masshealth_id": "MassHealth number",
    "medicare_mbi": "Medicare number (MBI)",
    "npi": "NPI",
    "pa_number": "PA number",
    "pa_required": "PA required",
    "udi_di": "UDI-DI",
    "udi_pi": "UDI-PI",
    "zip": "ZIP",
}
_KINDS = {"assets": "Units", "rental_units": "Exchanged units", "coverages": "Coverage"}


def kind_words(kind: str) -> str:
    """A kind of record as a title: ``Units``, ``Prior authorizations``; empty for none."""
    return _KINDS.get(kind, kind.replace("_", " ").capitalize()) if kind else "Left out"


def column_words(name: str) -> str:
    """A column as a label: ``Last name``, ``Acquired``."""
    plain = name.removesuffix("_on").replace("_no", " number").replace("_", " ")
    return _COLUMNS.get(name, plain.capitalize())


def label_of(column: Column) -> str:
    """The column's label, with a star where it must be there."""
    must = column.required and not column.may_be_empty
    return f"{column_words(column.name)} *" if must else column_words(column.name)
