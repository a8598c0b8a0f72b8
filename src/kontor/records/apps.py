"""The one Django app."""

from __future__ import annotations

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """What is kept."""

    name = "kontor.records"
    label = "records"
