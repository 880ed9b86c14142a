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
            name="Condition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source_key", models.TextField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("rehabilitative", "Rehabilitative"),
                            ("reparative", "Reparative"),
                            ("punitive", "Punitive"),
                            ("foreign_offender", "Foreign offender"),
                            ("agreed_action", "Agreed action"),
                        ]
                    ),
                ),
                ("text", models.TextField()),
                ("due_on", models.DateField()),
                (
                    "met",
                    models.TextField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_recorded", "Not recorded")],
                        default=oocr.cases.vocabulary.YesNo["NOT_RECORDED"],
                    ),
                ),
                ("met_on", models.DateField(blank=True, null=True)),
                ("batch", models.TextField(blank=True)),
                (
                    "resolution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conditions",
                        to="cases.resolution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Breach",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source_key", models.TextField()),
                ("reported_on", models.DateField()),
                ("what_happened", models.TextField(blank=True)),
                (
                    "decision",
                    models.TextField(
                        choices=[
                            ("not_decided", "Not decided"),
                            ("no_action", "No action"),
                            ("varied", "Varied"),
                            ("enforced", "Enforced"),
                            ("sent_for_charge", "Sent for charge"),
                        ],
                        default="not_decided",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("batch", models.TextField(blank=True)),
                (
                    "condition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="breaches",
                        to="conditions.condition",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="condition",
            index=models.Index(fields=["due_on"], name="condition_due_on"),
        ),
        migrations.AddIndex(
            model_name="condition",
            index=models.Index(
                condition=models.Q(("met", "not_recorded")), fields=["due_on"], name="condition_unsettled"
            ),
        ),
        migrations.AddIndex(
            model_name="breach",
            index=models.Index(fields=["reported_on"], name="breach_reported_on"),
        ),
        migrations.AddIndex(
            model_name="breach",
            index=models.Index(
                condition=models.Q(("decision", "not_decided")),
                fields=["reported_on"],
                name="breach_undecided",
            ),
        ),
        migrations.AddConstraint(
            model_name="condition",
            constraint=models.UniqueConstraint(fields=("source_key",), name="condition_once"),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.UniqueConstraint(fields=("source_key",), name="breach_once"),
        ),
    ]
