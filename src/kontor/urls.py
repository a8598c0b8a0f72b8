"""All addresses: today only the pages."""

from __future__ import annotations

from django.urls import include, path

handler400 = "kontor.web.errors.refused"
handler500 = "kontor.web.errors.broken"
urlpatterns = [path("", include("kontor.web.urls"))]
