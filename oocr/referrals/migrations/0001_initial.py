import django.db.models.deletion
from django.db import migrations, models

import oocr.cases.vocabulary


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source_key", models.TextField()),
                ("referred_on", models.DateField()),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("received", "Received"),
                            ("accepted", "Accepted"),
                            ("started", "Started"),
                            ("completed", "Completed"),
                            ("not_completed", "Not completed"),
                            ("declined", "Declined"),
                        ]
                    ),
                ),
                ("completed_on", models.DateField(blank=True, null=True)),
                ("batch", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="cases.case"
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="cases.resolution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source_key", models.TextField()),
                ("session_on", models.DateField()),
                (
                    "attended",
                    models.TextField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_recorded", "Not recorded")],
                        default=oocr.cases.vocabulary.YesNo["NOT_RECORDED"],
                    ),
                ),
                (
                    "complied",
                    models.TextField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_recorded", "Not recorded")],
                        default=oocr.cases.vocabulary.YesNo["NOT_RECORDED"],
                    ),
                ),
                (
                    "whose_reason",
                    models.TextField(
                        choices=[
                            ("none", "None"),
                            ("person", "Person"),
                            ("provider", "Provider"),
                            ("other", "Other"),
                        ],
                        default="none",
                    ),
                ),
                ("batch", models.TextField(blank=True)),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="referrals.referral",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField(unique=True)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="access.agency",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="referral",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="referrals.service"
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["referred_on"], name="referral_referred_on"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["service", "status", "referred_on"], name="referral_service_status"),
        ),
        migrations.AddIndex(
            model_name="attendance",
            index=models.Index(
                condition=models.Q(("attended", "not_recorded")),
                fields=["session_on"],
                name="attendance_to_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.UniqueConstraint(fields=("source_key",), name="referral_once"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(fields=("source_key",), name="attendance_once"),
        ),
    ]
