"""Short names that do not begin like the name they stand for."""

from __future__ import annotations

_SHORT = {
    "agnes": "nessa", "albert": "bert", "alexander": "sascha sandy", "anton": "toni",
    "barbara": "babs", "bernhard": "bernd", "charles": "chuck", "christina": "tina",
    "dorothea": "thea", "edward": "ned ted teddy", "elisabeth": "lisa lisbeth sissi",
    "elizabeth": "liz beth betty lizzie", "eugen": "gene", "friedrich": "fritz fred",
    "georg": "schorsch", "gertrud": "trude", "heinrich": "heinz heiner",
    "helene": "lena leni", "henry": "harry hank", "ignaz": "naz", "james": "jim jimmy",
    "johann": "hans hannes", "johannes": "hans hannes", "john": "jack",
    "josef": "sepp jupp", "katharina": "kathi kaethe trina", "katherine": "kate kathy",
    "ludwig": "lutz", "magdalena": "lena leni", "margaret": "peggy meg maggie",
    "margarete": "grete gretel", "michael": "mike mick", "nikolaus": "klaus",
    "patricia": "trish", "rebecca": "becky", "reinhold": "holdi",
    "richard": "dick rick", "robert": "bob bobby rob", "rudolf": "rolf rudi",
    "sebastian": "basti", "susanne": "susi sanne", "theodore": "ted teddy",
    "theresia": "resi", "thomas": "tom tommy", "ursula": "uschi ulla",
    "wilhelm": "willi helmi", "wilhelmine": "minna", "william": "bill billy liam",
}  # fmt: skip

LONG_NAMES = {
    name: frozenset(long for long, all_ in _SHORT.items() if name in all_.split())
    for shorts in _SHORT.values()
    for name in shorts.split()
}
"""What a short name may stand for, folded (``kaethe``)."""
_NONE: frozenset[str] = frozenset()


def is_short_for(one: str, other: str) -> bool:
    """Tell whether one name is short for the other, or both for a third."""
    some, others = LONG_NAMES.get(one, _NONE), LONG_NAMES.get(other, _NONE)
    if not (some or others):
        return False
    return one in others or other in some or not some.isdisjoint(others)
