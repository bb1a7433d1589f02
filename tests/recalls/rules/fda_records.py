"""What a person reads out of the text of codes of 17 real recalls, typed by hand.

Source: openFDA, device/enforcement, records of firms in New York (stored 2026). Each has the codes
by groups, what a unit of the product with the first code is graded, and what is left unread.
"""

from typing import NamedTuple


class Expected(NamedTuple):
    """``groups`` are models and codes of each group; ``grade`` that of a unit that has a code."""

    groups: tuple[tuple[str, str], ...]
    grade: str | None
    unread: tuple[str, ...] = ()


BURN_SHEETS = (
    "JT13607 JT17507 JT35207 JT09008 JT11308 JT15408 JT18408 JT18708 JT23408 JT24508 JT26408 "
    "JT28408 JT31408 JT33508 JT00609 JT04809 JT15209 JT18209 JT19209 JT22409 JT22709 JT23209 "
    "JT25309 JT25809 JT27509 JT30109 JT31309 JT32909 JT17510 JT23610 JT24010 JT24810 JT30810 "
    "JT35910 JT00811 JT05011 JT07911 JT11511 JT15911 JT17011 JT18211 JT21511 JT26311 JT28411 "
    "JT30711 JT00812 JT07312 JT11812 JT13612 JT17712 JT21812 JT25612 JT33012 JT36112 JT36212 "
    "JT09113 JT17513 JT24713 JT29813 JT33513 JT01614 JT04614 JT06814"
)
TABLES = (
    "005 006 011 017 019 0701101 07071003 07071004 08031005 08081006 08091007 09061009 09091010 "
    "09101011 09101012 10021014 10031015 10091017 10121019 11051020 11061021 11071022 11091023 "
    "12011026 12081028 13021028 12091029 12091030 12121032 13011033 13101034 13071037 13031035 "
    "14011038 14041036 14061038"
)
EXPECTED: dict[str, Expected] = {
    "Z-2038-2014": Expected(
        (("BB50T", "326902 402802 405002"), ("BB50T-BULK", "228702 229902 328202")), "certain"
    ),
    "Z-2050-2016": Expected((("BBB38", "014603"),), "certain"),
    "Z-2103-2016": Expected((("RTL10433", ""),), "certain"),
    "Z-0233-2018": Expected((("7305 30-01", BURN_SHEETS),), "certain"),
    "Z-2580-2021": Expected((("086-330 00718175003305", "17081557..21062362"),), "certain"),
    "Z-0896-2017": Expected((("6250R1", "1530330 1530241 1530095 1431734 1431066"),), "certain"),
    "Z-0540-2018": Expected(
        (("974", "1610300 1610503 1710059 1610383 1610463 1610215 1610114 1610044"),), "certain"
    ),
    "Z-2581-2021": Expected((("086-332 00718175003329", "17080651..21061047"),), "certain"),
    "Z-1717-2015": Expected((("", TABLES),), "possible"),
    "Z-0545-2018": Expected(
        (("1862", "1710206 1710040 1610536 1610423 1610351 1610219 1610090"),), "certain"
    ),
    "Z-1171-2018": Expected(
        (("BBB38", "5300-S19813"), ("BBB38NS", "1707-1 170903")),
        "certain",
        ("Recall expanded to add these models",),
    ),
    "Z-0541-2018": Expected((("977", "1610197 1610277"),), "certain"),
    "Z-0516-2013": Expected((), None, ("Motorola Solutions PCS3000/CS3070 Laser",)),
    "Z-0328-2016": Expected((("5011", "KN165 KN169 KN171 KN177"),), "certain"),
    "Z-0748-2017": Expected((("", "45572 48543 50382 50704 50858"),), "possible"),
    "Z-2102-2016": Expected((("10430-1 10430-8 10431-1 10431-8 10432-1 10432-8", ""),), "certain"),
    "Z-0817-2018": Expected(
        (
            ("BB14", "5290-S19785 5290-S19786 5290-S19872 5290-S19925"),
            ("BB14NS", "17062201 17062202 17062203 170905"),
        ),
        "certain",
        ("Recall expanded to add additional lot numbers highlighted with",),
    ),
}
