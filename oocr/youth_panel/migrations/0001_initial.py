import django.db.models.deletion
from django.db import migrations, models

import oocr.cases.vocabulary


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SittingItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source_key", models.TextField()),
                ("heard_on", models.DateField()),
                ("area", models.TextField(choices=[("city", "City"), ("county", "County")])),
                (
                    "from_court",
                    models.TextField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_recorded", "Not recorded")],
                        default=oocr.cases.vocabulary.YesNo["NOT_RECORDED"],
                    ),
                ),
                (
                    "outcome",
                    models.TextField(
                        choices=[
                            ("community_resolution", "Community resolution"),
                            ("deferred_youth_caution", "Deferred youth caution"),
                            ("youth_caution", "Youth caution"),
                            ("youth_conditional_caution", "Youth conditional caution"),
                            ("outcome_22", "Outcome 22"),
                            ("no_further_action", "No further action"),
                            ("not_decided", "Not decided"),
                        ]
                    ),
                ),
                ("batch", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sitting_items",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["heard_on"], name="sitting_item_heard_on"),
                    models.Index(
                        condition=models.Q(("outcome", "not_decided")),
                        fields=["heard_on"],
                        name="sitting_item_undecided",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="sittingitem",
            constraint=models.UniqueConstraint(fields=("source_key",), name="sitting_item_once"),
        ),
    ]
