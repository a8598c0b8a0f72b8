"""Whether Kontor is well, for whatever looks after it: ok, or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import DatabaseError
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kontor.actions.worker import at_work
from kontor.reports.accounts.books import can_read

if TYPE_CHECKING:
    from django.http import HttpRequest

HEALTH = "/health/"
NOT_WELL = 503


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Say ok while the database answers and the worker works; no more than that."""
    try:
        well = can_read() and at_work()
    except DatabaseError:
        well = False
    if well:
        return HttpResponse("ok\n", content_type="text/plain")
    return HttpResponse("not ok\n", content_type="text/plain", status=NOT_WELL)
