"""What one officer wrote before is found by their number: a rationale is looked for there too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_opened_here"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="resolution",
            index=models.Index(
                condition=models.Q(("rationale", ""), _negated=True),
                fields=["issued_by_collar_number"],
                name="resolution_officer_wrote",
            ),
        ),
    ]
