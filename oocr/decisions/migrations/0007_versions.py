"""What was authorised, returned and issued is kept as it was then; a prosecutor's decision, with its offences."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# An authority may only fall, and only once. What a prosecutor was asked stays, and what they decided is put down once.
WRITTEN_ONCE = {
    "authority": (
        "OLD.voided_at IS NOT NULL",
        (
            "proposal_id", "version_id", "rank", "acting", "delegation_id", "required", "retrospective", "reason",
            "facts", "given_at", "given_by_id",
        ),
    ),
    "prosecutordecision": (
        "OLD.recorded_at IS NOT NULL",
        ("case_id", "resolution", "asked_about", "asked_at", "asked_by_id", "replaces_id"),
    ),
}  # fmt: skip
# As they were until now.
BEFORE = {
    "authority": (
        "OLD.voided_at IS NOT NULL",
        tuple(name for name in WRITTEN_ONCE["authority"][1] if name != "version_id"),
    ),
    "prosecutordecision": ("OLD.recorded_at IS NOT NULL", ()),
}


def _row(when: str, columns: tuple[str, ...]) -> str:
    return f"({', '.join(f'{when}.{column}' for column in columns)})"


def _install(table: str, never: str, columns: tuple[str, ...]) -> str:
    changed = f" OR {_row('OLD', columns)} IS DISTINCT FROM {_row('NEW', columns)}" if columns else ""
    return (
        f"CREATE OR REPLACE TRIGGER decisions_{table}_written_once BEFORE UPDATE ON decisions_{table} "
        f"FOR EACH ROW WHEN ({never}{changed}) EXECUTE FUNCTION cases_written_once()"
    )


INSTALL = [
    *(_install(table, never, columns) for table, (never, columns) in WRITTEN_ONCE.items()),
    "CREATE TRIGGER decisions_proposalversion_written_once BEFORE UPDATE ON decisions_proposalversion "
    "FOR EACH ROW EXECUTE FUNCTION cases_written_once()",
]
REMOVE = [
    *(_install(table, never, columns) for table, (never, columns) in BEFORE.items()),
    "DROP TRIGGER decisions_proposalversion_written_once ON decisions_proposalversion",
]


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0006_no_index_twice"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProposalVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.TextField(
                        choices=[("authorised", "Authorised"), ("returned", "Returned"), ("issued", "Issued")]
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("community_resolution", "Community resolution"),
                            ("conditional_caution", "Conditional caution"),
                            ("outcome_22", "Outcome 22"),
                            ("youth_caution", "Youth caution"),
                            ("youth_conditional_caution", "Youth conditional caution"),
                            ("deferred_youth_caution", "Deferred youth caution"),
                            ("simple_caution", "Simple caution"),
                            ("penalty_notice", "Penalty notice for disorder"),
                            ("cannabis_warning", "Cannabis or khat warning"),
                        ]
                    ),
                ),
                ("why_this", models.TextField(blank=True)),
                ("why_not_less", models.TextField(blank=True)),
                ("why_not_more", models.TextField(blank=True)),
                ("how_victim_weighed", models.TextField(blank=True)),
                ("what_conditions_change", models.TextField(blank=True)),
                ("reasons", models.JSONField(blank=True, default=list)),
                ("given_on", models.DateField(blank=True, null=True)),
                ("conditions", models.JSONField(blank=True, default=list)),
                ("offences", models.JSONField(blank=True, default=list)),
                ("kept_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="prosecutordecision",
            name="prosecutor_decision_is_whole",
        ),
        migrations.AddField(
            model_name="prosecutordecision",
            name="asked_about",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="prosecutordecision",
            name="given_for",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddConstraint(
            model_name="prosecutordecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_on__isnull", True),
                        ("decision", ""),
                        ("given_for", []),
                        ("recorded_at__isnull", True),
                        ("recorded_by__isnull", True),
                        ("reference", ""),
                    ),
                    models.Q(
                        ("decided_on__isnull", False),
                        ("recorded_at__isnull", False),
                        ("recorded_by__isnull", False),
                        models.Q(("decision", ""), _negated=True),
                        models.Q(("reference", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="prosecutor_decision_is_whole",
            ),
        ),
        migrations.AddField(
            model_name="proposalversion",
            name="kept_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="proposalversion",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="decisions.proposal"
            ),
        ),
        migrations.AddField(
            model_name="authority",
            name="version",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="authority",
                to="decisions.proposalversion",
            ),
        ),
        migrations.AddField(
            model_name="return",
            name="version",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="returned",
                to="decisions.proposalversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("step", "issued")), fields=("proposal",), name="proposal_issued_once"
            ),
        ),
        migrations.RunSQL(INSTALL, REMOVE),
    ]
