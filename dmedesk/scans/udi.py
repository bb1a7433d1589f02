"""Reads what a scanner sent, or what is printed on a label, as a unique device identifier."""

import re
from datetime import date

from dmedesk.kit.errors import Refused
from dmedesk.scans.gs1 import SEPARATOR, bare_gtin, read_gs1, with_separators
from dmedesk.scans.hibcc import read_hibcc
from dmedesk.scans.iccbba import BEGINNINGS, read_iccbba
from dmedesk.scans.words import Fault, Issuer, Udi, refused

# The symbology identifier that a scanner may be set to send first (ISO/IEC 15424).
_SYMBOLOGY = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_OF_GS1 = frozenset({"]C1", "]d2", "]Q3", "]J1", "]e0", "]e1", "]e2"})


def read_udi(text: str, *, today: date) -> Udi:
    """The device identifier, lot, serial and days that a text holds.

    ``today`` decides the century of two figures. Raises ``Refused`` with the reason where the text
    is no such label, or breaks its rules.
    """
    found = _SYMBOLOGY.match(text)
    symbology = found.group() if found else ""
    sent = text[len(symbology) :].strip("\r\n\t").lstrip(" ")
    if sent.startswith("+"):
        # Its check sign may be a space.
        return read_hibcc(sent)
    plain = sent.strip(" ")
    if not plain.strip(SEPARATOR):
        raise refused(Fault.NOTHING_THERE, "Nothing was read.")
    if plain.startswith(BEGINNINGS):
        return read_iccbba(plain, today=today)
    return _gs1(plain, today, is_certain=symbology in _OF_GS1)


def _gs1(plain: str, today: date, *, is_certain: bool) -> Udi:
    """An element string, or an item's number alone."""
    gtin = "" if is_certain else bare_gtin(plain)
    try:
        read = read_gs1(plain, today=today)
    except Refused:
        if gtin:
            return Udi(Issuer.GS1, di=gtin)
        raise
    return Udi(Issuer.GS1, di=gtin) if gtin and not read.di else read


def is_label(text: str) -> bool:
    """Whether a text looks like a label's, and not like a plain number somebody made up."""
    plain = with_separators(text)
    return (
        bool(_SYMBOLOGY.match(plain))
        or plain.startswith(("+", "(0", "(1", "(2", *BEGINNINGS))
        or SEPARATOR in plain
        or bool(re.match(r"01\d{14}", plain))
    )


def production_part(udi: Udi) -> str:
    """What a label says beside the device identifier; empty where that is nothing but a serial.

    In brackets as GS1's labels print it, in words for HIBCC's, whose signs nobody reads.
    """
    if not udi.di and not udi.lot and udi.made_on is None and udi.expires_on is None:
        return ""
    days = {"11": udi.made_on, "17": udi.expires_on}
    if udi.issuer is Issuer.HIBCC:
        words = (("made", udi.made_on), ("expires", udi.expires_on))
        said = [*words, ("lot", udi.lot), ("serial", udi.serial)]
        return ", ".join(f"{word} {value}" for word, value in said if value)
    plain = {one: "" if day is None else f"{day:%y%m%d}" for one, day in days.items()}
    return "".join(
        f"({identifier}){value}"
        for identifier, value in (*plain.items(), ("10", udi.lot), ("21", udi.serial))
        if value
    )
