"""What the columns of a table mean: asked for, said, and remembered."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

_STATES = [
    ("reading", "Reading"),
    ("mapping", "Mapping"),
    ("preview", "Preview"),
    ("applying", "Applying"),
    ("done", "Done"),
    ("undoing", "Undoing"),
    ("undone", "Undone"),
    ("dropped", "Dropped"),
]


class Migration(migrations.Migration):
    """Add the columns and the table."""

    dependencies = [("records", "0003_touch_out_by_day")]
    operations = [
        migrations.AlterField(
            model_name="batch",
            name="state",
            field=models.CharField(choices=_STATES, default="reading", max_length=8),
        ),
        migrations.AddField(
            model_name="batchfile",
            name="columns",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="batchfile",
            name="mapping",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="ColumnMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("shape", models.CharField(max_length=32)),
                ("has_heading", models.BooleanField(default=True)),
                ("heading", models.JSONField(default=list)),
                ("forms", models.JSONField(default=list)),
                (
                    "book",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="records.book",
                    ),
                ),
                (
                    "deed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.deed",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("book", "shape"), name="mapping_once"
                    )
                ],
            },
        ),
    ]
