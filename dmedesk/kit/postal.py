"""An address as it stands on paper."""


def address_lines(
    address1: str | None,
    address2: str | None,
    city: str | None,
    state: str | None,
    zip_: str | None,
) -> tuple[str, ...]:
    """Street lines, then city, state and ZIP on one line; nothing for what is not known."""
    region = " ".join(part for part in (state, zip_) if part)
    last = ", ".join(part for part in (city, region) if part)
    return tuple(line for line in (address1, address2, last) if line)
