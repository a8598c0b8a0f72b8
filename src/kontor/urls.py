"""All addresses: today only the pages."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("kontor.web.urls"))]
