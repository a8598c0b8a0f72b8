"""Which charset bytes are written in, when nothing or the wrong thing is said.

Address files of old telephones and offices name no charset, or one that does
not fit. A wrong guess turns ``Iksiński`` into ``Iksiñski``; a replacement
character loses the letter for good, so none is ever put into a text here.
"""

from __future__ import annotations

import codecs
import re
from encodings.aliases import aliases
from functools import lru_cache

import charset_normalizer

from kontor.exchange.spelling import oddness

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = {"cp1252": 0, "cp1250": 1, "cp1254": 1, "mac_roman": 1, "cp850": 1}
# With the letters that make up two thirds of any text in it.
_ALPHABETS = {
    "cp1251": frozenset("оеаинтсрвл"),
    "koi8_r": frozenset("оеаинтсрвл"),
    "cp1253": frozenset("αοιετσνηυρςάόίέ"),
}
_OTHER_SCRIPTS = ["cp932", "euc_jp", "gb18030", "big5", "cp949", "cp1255", "cp1256"]
# Not charsets at all, or ones in which a short value can cost minutes.
_NEVER = {
    "base64_codec", "bz2_codec", "hex_codec", "idna", "mbcs", "punycode",
    "quopri_codec", "raw_unicode_escape", "rot_13", "tactis", "undefined",
    "unicode_escape", "utf_7", "uu_codec", "zlib_codec",
}  # fmt: skip
_SAFE = (set(aliases.values()) | {"utf_8_sig"}) - _NEVER
# What is declared as Latin-1 is windows-1252 wherever the two differ (WHATWG).
_WIDER = {"latin_1": "cp1252", "ascii": "cp1252", "iso8859_9": "cp1254"}

_HIGH = re.compile(rb"[\x80-\xff]+")


def guess_charset(sample: bytes) -> str:
    """Name the charset of a file or of a single value.

    Args:
        sample: the beginning of the bytes, better all of them; a character cut
            in two at the end does no harm.

    Returns:
        A codec name for :func:`decode_as`, which takes a byte order mark away.
        ASCII counts as "utf-8".
    """
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return name
    wide = _utf16_without_bom(sample[:4096])
    if wide:
        return wide
    return "utf-8" if _is_utf8(sample) else _legacy_charset(sample[:65536])


def decode_as(data: bytes, charset: str) -> str:
    """Decode in a charset; bytes it does not know are read as windows-1252."""
    try:
        return data.decode(charset)
    except UnicodeDecodeError:
        return data.decode(charset, "kontor.western")


def decode_value(data: bytes, declared: str = "") -> str:
    """Decode one value in its declared charset, else in the one that fits.

    Args:
        data: the bytes of one value.
        declared: what the file calls its charset; unknown and wrong ones are
            passed over.
    """
    for charset in (known_charset(declared), "utf-8"):
        if charset:
            try:
                return data.decode(charset)
            except UnicodeError:
                continue
    return decode_as(data, _legacy_charset(data[:65536]))


@lru_cache(maxsize=256)
def known_charset(declared: str) -> str:
    """Give the codec for a charset's name in a file, "" for none that is safe."""
    name = re.sub(r"[^a-z0-9]+", "_", declared.strip(" \"'").lower())[:40]
    codec = aliases.get(name, name)
    return _WIDER.get(codec, codec) if codec in _SAFE else ""


def _western(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that a codec refuses as windows-1252, one for one."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    text = "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in wrong
    )
    return text, error.end


codecs.register_error("kontor.western", _western)


def _is_utf8(sample: bytes) -> bool:
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    # A lone high byte at the end of something short is no cut character.
    return sample.isascii() or not text.isascii() or len(sample) > 1024


def _utf16_without_bom(sample: bytes) -> str:
    pairs = len(sample) // 2
    if not pairs or b"\0" not in sample:
        return ""
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if first > pairs // 5 and first > 10 * second:
        return "utf-16-be"
    if second > pairs // 5 and second > 10 * first:
        return "utf-16-le"
    return ""


@lru_cache(maxsize=1024)
def _legacy_charset(sample: bytes) -> str:
    runs = _HIGH.findall(sample)
    high = sum(map(len, runs))
    # Latin letters with marks stand alone or in twos ("Grüße"); whole words of
    # high bytes are another script.
    if 2 * sum(len(run) for run in runs if len(run) > 2) > high:
        other = _other_script(sample, b"".join(runs))
        if other:
            return other
    return min(_LATIN, key=lambda name: _LATIN[name] + oddness(decode_as(sample, name)))


def _other_script(sample: bytes, high: bytes) -> str:
    shares = {
        name: sum(c in common for c in decode_as(high, name).lower()) / len(high)
        for name, common in _ALPHABETS.items()
    }
    likely = max(shares, key=lambda name: shares[name])
    if shares[likely] > 0.5:
        return likely
    best = charset_normalizer.from_bytes(sample, cp_isolation=_OTHER_SCRIPTS).best()
    return best.encoding if best is not None else ""
