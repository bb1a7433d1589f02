"""Code 128, the barcode of letters and digits (ISO/IEC 15417), as widths of bars and spaces.

Written out here because drawing it from these widths takes a tenth of the time of the library's
own widget, which every invoice would pay. Set C packs two digits into one symbol, set B holds one
printable ASCII character each.
"""

import re
from collections.abc import Iterator

QUIET_MODULES = 10
"""The white that must stay free on both sides, in modules (widths of the narrowest bar)."""

_CODE_C, _CODE_B, _START_B, _START_C, _STOP, _CHECK = 99, 100, 104, 105, 106, 103

# One symbol a word, by its value: the widths of bar, space, bar, space, bar, space in modules.
_PATTERNS = """
    212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212
    112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131
    311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321
    112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
    313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111
    314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114
    122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212
    124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
    114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112
""".split()  # noqa: SIM905 (a table is read, and 214 quotation marks would hide it)

# A run of digits is worth the way into set C and back from this length on.
_DIGIT_RUNS = re.compile(r"(^\d{4,}|\d{4,}$|\d{6,})")


def symbols(text: str) -> tuple[int, ...]:
    """The symbol values of a text: start, content, check, stop.

    Raises ``ValueError`` where the text is empty or holds anything but printable ASCII.
    """
    if not text or not (text.isascii() and text.isprintable()):
        raise ValueError(f"not to be written in Code 128: {text!r}")
    content = list(_with_sets(text))
    weighted = sum(value * max(place, 1) for place, value in enumerate(content))
    return (*content, weighted % _CHECK, _STOP)


def widths(text: str) -> tuple[int, ...]:
    """Bar, space, bar … in modules, beginning and ending with a bar, without the quiet zones."""
    return tuple(int(digit) for value in symbols(text) for digit in _PATTERNS[value])


def _with_sets(text: str) -> Iterator[int]:
    in_use = None
    for in_c, piece in _pieces(text):
        if in_use is None:
            yield _START_C if in_c else _START_B
        elif in_use != in_c:
            yield _CODE_C if in_c else _CODE_B
        in_use = in_c
        if in_c:
            yield from (int(piece[at : at + 2]) for at in range(0, len(piece), 2))
        else:
            yield from (ord(character) - ord(" ") for character in piece)


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """The text cut into pieces for set C (an even number of digits) and for set B."""
    waiting = ""
    for number, piece in enumerate(_DIGIT_RUNS.split(text)):
        is_run = number % 2 == 1
        odd = len(piece) % 2 if is_run else len(piece)
        waiting += piece[:odd]
        if is_run:
            if waiting:
                yield False, waiting
            waiting = ""
            yield True, piece[odd:]
    if waiting:
        yield False, waiting
