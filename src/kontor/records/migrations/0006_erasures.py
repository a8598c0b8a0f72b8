"""Other people's data: who was erased, who was told, who shall stay how long."""

from __future__ import annotations

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the table and the columns; none of them rebuilds the table of people."""

    dependencies = [("records", "0005_devices")]
    operations = [
        migrations.CreateModel(
            name="Erasure",
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
                ("uid", models.UUIDField(default=uuid.uuid4)),
                ("moment", models.DateTimeField()),
                ("secret", models.CharField(max_length=16)),
                ("marks", models.JSONField(default=list)),
                ("lifted", models.BooleanField(default=False)),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="records.book",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("book", "uid"), name="erasure_uid")
                ],
            },
        ),
        migrations.AddField(
            model_name="book",
            name="retention_years",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="informed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="kept_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("last_touch__isnull", True)),
                fields=["book", "known_since"],
                name="person_never_touched",
            ),
        ),
    ]
