"""Money: sums as people write them, and minor units of a currency (ISO 4217)."""

from __future__ import annotations

import re

# Every other currency has two decimals.
_DECIMALS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
}
_BY_CODE = {code: n for n, codes in _DECIMALS.items() for code in codes.split()}
USUAL = 2
_SUM = re.compile(r"(\d{1,13})(?:[.,](\d+))?")


def decimals(currency: str) -> int:
    """Tell how many decimals a currency has."""
    return _BY_CODE.get(currency.upper(), USUAL)


def minor_units(text: str, currency: str) -> int | None:
    """Read a sum such as ``12.50`` or ``12,50``; None where it is none.

    Figures are not grouped: what "1.200" means differs from one country to the next.
    """
    found = _SUM.fullmatch(text.strip())
    places = decimals(currency)
    if found is None or len(found[2] or "") > places:
        return None
    return int(found[1] + (found[2] or "").ljust(places, "0"))


def major_units(amount: int, currency: str) -> str:
    """Write minor units as figures with a point: 1250 of EUR is ``12.50``."""
    places = decimals(currency)
    if not places:
        return str(amount)
    whole, rest = divmod(amount, 10**places)
    return f"{whole}.{rest:0{places}}"
