"""The stories that are told in a browser look at it as its own tests do."""

from __future__ import annotations

from tests.browser.conftest import (  # noqa: F401 - pytest finds them by their names
    _on_that_monday,
    anna_page,
    context,
    javascript,
    language,
    page,
    scheme,
    size,
    watch,
)
