"""The addresses of the pages; the book stands in front of nearly all of them."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
