"""A repeated rationale is found by its marks: comparing every two texts by their letters took seconds."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_victims_written_once"),
        ("decisions", "0003_written_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="proposal",
            name="proposal_rationale",
        ),
        migrations.AddField(
            model_name="proposal",
            name="rationale_marks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["rationale_marks"], name="proposal_rationale_marks"
            ),
        ),
    ]
