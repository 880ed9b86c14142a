"""An answer and a prosecutor's decision that were put down wrongly are replaced by a row that says why."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_victims_written_once"),
        ("decisions", "0004_rationale_marks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="decisions.agreement",
            ),
        ),
        migrations.AddField(
            model_name="prosecutordecision",
            name="reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="prosecutordecision",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="decisions.prosecutordecision",
            ),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agreements",
                to="decisions.authority",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces__isnull", True)), fields=("authority",), name="answered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), ("replaces__isnull", True)),
                    models.Q(("replaces__isnull", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="agreement_corrected_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="prosecutordecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), ("replaces__isnull", True)),
                    models.Q(
                        ("recorded_at__isnull", False),
                        ("replaces__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="prosecutor_decision_corrected_with_a_reason",
            ),
        ),
    ]
