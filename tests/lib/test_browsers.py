from __future__ import annotations

import pytest

from kontor.lib.browsers import family

LINUX = "Mozilla/5.0 (X11; Linux x86_64"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15"
ANDROID = "Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36"


@pytest.mark.parametrize(
    ("agent", "found"),
    [
        (f"{LINUX}; rv:133.0) Gecko/20100101 Firefox/133.0", ("Firefox", "Linux")),
        (f"{LINUX}) Chrome/131.0.0.0 Safari/537.36", ("Chrome", "Linux")),
        (f"{PHONE} Version/18.1 Mobile/15E148 Safari/604.1", ("Safari", "iPhone")),
        (f"{PHONE} CriOS/131.0 Mobile/15E148 Safari/604.1", ("Chrome", "iPhone")),
        (f"{ANDROID} Chrome/131.0 Mobile Safari/537.36", ("Chrome", "Android")),
        (
            f"{ANDROID} SamsungBrowser/26.0 Chrome/122.0 Mobile Safari/537.36",
            ("Samsung Internet", "Android"),
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0 Edg/131.0",
            ("Edge", "Windows"),
        ),
        ("curl/8.5.0", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_browser_is_known_by_its_family(agent: str, found: tuple[str, str]) -> None:
    assert family(agent) == found
