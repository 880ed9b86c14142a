"""Answers and person matches: append-only in the database itself, since what was said must be what was said."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

INSTALL = """
CREATE FUNCTION cases_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are written once and never changed', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER cases_answer_written_once BEFORE UPDATE ON cases_answer
    FOR EACH ROW EXECUTE FUNCTION cases_written_once();
CREATE TRIGGER cases_personmatch_written_once BEFORE UPDATE ON cases_personmatch
    FOR EACH ROW EXECUTE FUNCTION cases_written_once();
"""

REMOVE = """
DROP TRIGGER cases_personmatch_written_once ON cases_personmatch;
DROP TRIGGER cases_answer_written_once ON cases_answer;
DROP FUNCTION cases_written_once();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_victims"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.TextField()),
                ("value", models.JSONField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PersonMatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_same", models.BooleanField()),
                ("reason", models.TextField()),
                ("decided_at", models.DateTimeField()),
            ],
            options={"verbose_name_plural": "person matches"},
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["date_of_birth"], name="person_date_of_birth"),
        ),
        migrations.AddField(
            model_name="answer",
            name="answered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="cases.answer",
            ),
        ),
        migrations.AddField(
            model_name="personmatch",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="person_matches", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="personmatch",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="personmatch",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.person"
            ),
        ),
        migrations.AddField(
            model_name="personmatch",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.person"
            ),
        ),
        migrations.AddIndex(
            model_name="answer",
            index=models.Index(fields=["case", "question", "-id"], name="answer_newest"),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces__isnull", True)),
                fields=("case", "question"),
                name="answer_first_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("value__isnull", False),
                    models.Q(("replaces__isnull", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="answer_taken_back_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="personmatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("person__lt", models.F("other"))), name="person_match_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="personmatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="person_match_with_a_reason"
            ),
        ),
        migrations.RunSQL(INSTALL, REMOVE),
    ]
