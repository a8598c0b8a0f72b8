"""Whom the owner tried to reach lately, found without reading every touch."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the index."""

    dependencies = [("records", "0002_search")]
    operations = [
        migrations.AddIndex(
            model_name="touch",
            index=models.Index(
                fields=["book", "-day"],
                condition=models.Q(("direction", "out")),
                name="touch_out_by_day",
            ),
        ),
    ]
