"""The forms of identifiers.

They are only checked for their form: an NPI by its length, first digit and check digit, a Medicare
number (MBI) by CMS's eleven positions, a MassHealth number by its twelve digits.
"""

import re
from functools import lru_cache

_NPI = re.compile("[12][0-9]{9}")
# Prefixing an NPI by 80840, as the card standard asks, adds this much to its Luhn sum.
_NPI_PREFIX_SUM = 24


@lru_cache(maxsize=4096)
def npi_is_valid(npi: str) -> bool:
    """Whether it has ten digits, begins with 1 or 2, and ends in its check digit (45 CFR 162)."""
    if not _NPI.fullmatch(npi):
        return False
    doubled = (2 * int(digit) for digit in npi[-2::-2])
    plain = (int(digit) for digit in npi[-1::-2])
    return (_NPI_PREFIX_SUM + sum(plain) + sum(n // 10 + n % 10 for n in doubled)) % 10 == 0


# Letters that are not taken for digits: no S, L, O, I, B and Z.
_LETTER = "[AC-HJKMNP-RT-Y]"
_EITHER = "[AC-HJKMNP-RT-Y0-9]"
_MBI = re.compile(
    f"[1-9]{_LETTER}{_EITHER}[0-9]{_LETTER}{_EITHER}[0-9]{_LETTER}{_LETTER}[0-9][0-9]"
)
_MASSHEALTH_ID = re.compile("[0-9]{12}")


def mbi_is_valid(mbi: str) -> bool:
    """Whether it has the form of a Medicare number. Dashes are for reading, case does not count."""
    return _MBI.fullmatch(mbi.replace("-", "").upper()) is not None


def masshealth_id_is_valid(masshealth_id: str) -> bool:
    """Whether it has the form of a MassHealth number: twelve digits (EOM 08-14)."""
    return _MASSHEALTH_ID.fullmatch(masshealth_id) is not None


def plain_number(number: str) -> str:
    """A number as it is stored and compared: without the spaces and dashes that are for reading.

    Letters are capitals, as CMS turns them.
    """
    return "".join(number.replace("-", " ").split()).upper()
