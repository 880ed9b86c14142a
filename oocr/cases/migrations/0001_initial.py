import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations, models

import oocr.cases.models.papers
import oocr.cases.states
import oocr.cases.vocabulary

# The words of a person's names, and each word of three letters or more with one letter left out (marked ~). Two
# words that differ by one letter share such a key, so the index on it finds a misspelt name without reading rows.
NAME_KEYS = """
CREATE FUNCTION cases_name_keys(names text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    keys text[] := '{}';
    word text;
BEGIN
    FOREACH word IN ARRAY string_to_array(names, ' ') LOOP
        CONTINUE WHEN word = '';
        keys := keys || word;
        IF length(word) > 2 THEN
            FOR letter IN 1 .. length(word) LOOP
                keys := keys || ('~' || left(word, letter - 1) || substr(word, letter + 1));
            END LOOP;
        END IF;
    END LOOP;
    RETURN array_to_tsvector(keys);
END
$$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(NAME_KEYS, "DROP FUNCTION cases_name_keys(text)"),
        migrations.CreateModel(
            name="Crime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("crime_number", models.TextField(db_collation="C")),
                ("recorded_on", models.DateField()),
                ("committed_from", models.DateField(blank=True, null=True)),
                ("committed_to", models.DateField(blank=True, null=True)),
                ("place", models.TextField(blank=True)),
                ("area_code", models.TextField(blank=True)),
                (
                    "domestic_abuse",
                    models.TextField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_recorded", "Not recorded")],
                        default=oocr.cases.vocabulary.YesNo["NOT_RECORDED"],
                    ),
                ),
                (
                    "hate_strand",
                    models.TextField(
                        choices=[
                            ("none", "None"),
                            ("race", "Race"),
                            ("religion", "Religion"),
                            ("sexual_orientation", "Sexual orientation"),
                            ("disability", "Disability"),
                            ("transgender", "Transgender"),
                            ("not_recorded", "Not recorded"),
                        ],
                        default=oocr.cases.vocabulary.HateStrand["NOT_RECORDED"],
                    ),
                ),
                (
                    "emergency_worker",
                    models.TextField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_recorded", "Not recorded")],
                        default=oocr.cases.vocabulary.YesNo["NOT_RECORDED"],
                    ),
                ),
                (
                    "weapon",
                    models.TextField(
                        choices=[
                            ("none", "None"),
                            ("blade", "Blade"),
                            ("firearm", "Firearm"),
                            ("other", "Other"),
                            ("not_recorded", "Not recorded"),
                        ],
                        default=oocr.cases.vocabulary.Weapon["NOT_RECORDED"],
                    ),
                ),
                (
                    "drug_class",
                    models.TextField(
                        choices=[
                            ("none", "None"),
                            ("a", "A"),
                            ("b", "B"),
                            ("c", "C"),
                            ("not_recorded", "Not recorded"),
                        ],
                        default=oocr.cases.vocabulary.DrugClass["NOT_RECORDED"],
                    ),
                ),
                ("batch", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Offence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.TextField(unique=True)),
                ("title", models.TextField()),
                (
                    "offence_class",
                    models.TextField(
                        choices=[
                            ("summary", "Summary"),
                            ("either_way", "Either way"),
                            ("indictable_only", "Indictable only"),
                        ]
                    ),
                ),
                ("group", models.TextField()),
                ("batch", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.TextField(db_collation="C")),
                ("officer_collar_number", models.TextField(blank=True)),
                (
                    "state",
                    models.TextField(
                        choices=[("open", "Open"), ("resolved", "Resolved"), ("closed", "Closed")],
                        default=oocr.cases.states.State["OPEN"],
                    ),
                ),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("summary", models.TextField(blank=True)),
                ("stage", models.TextField(blank=True)),
                ("area_code", models.TextField(blank=True)),
                ("is_child", models.BooleanField(default=False)),
                ("restricted", models.BooleanField(default=False)),
                (
                    "facets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        db_default=models.Value([]),
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("batch", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="access.agency"
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseCrime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="cases.case")),
                ("crime", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="cases.crime")),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="crimes",
            field=models.ManyToManyField(related_name="cases", through="cases.CaseCrime", to="cases.crime"),
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.TextField()),
                ("content", models.FileField(upload_to=oocr.cases.models.papers.document_path)),
                ("content_type", models.TextField()),
                ("size", models.PositiveIntegerField()),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="cases.case"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="crime",
            name="offence",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="crimes", to="cases.offence"
            ),
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source_key", models.TextField()),
                ("given_names", models.TextField()),
                ("family_name", models.TextField()),
                ("search_names", models.TextField(blank=True)),
                ("date_of_birth", models.DateField(blank=True, null=True)),
                (
                    "sex",
                    models.TextField(
                        choices=[
                            ("male", "Male"),
                            ("female", "Female"),
                            ("other", "Other"),
                            ("not_recorded", "Not recorded"),
                        ],
                        default=oocr.cases.vocabulary.Sex["NOT_RECORDED"],
                    ),
                ),
                (
                    "ethnicity_self_defined",
                    models.TextField(
                        choices=[
                            ("W1", "White British"),
                            ("W2", "White Irish"),
                            ("W3", "Gypsy or Irish Traveller"),
                            ("W9", "Any other White background"),
                            ("M1", "White and Black Caribbean"),
                            ("M2", "White and Black African"),
                            ("M3", "White and Asian"),
                            ("M9", "Any other Mixed background"),
                            ("A1", "Indian"),
                            ("A2", "Pakistani"),
                            ("A3", "Bangladeshi"),
                            ("A4", "Chinese"),
                            ("A9", "Any other Asian background"),
                            ("B1", "Caribbean"),
                            ("B2", "African"),
                            ("B9", "Any other Black background"),
                            ("O2", "Arab"),
                            ("O9", "Any other ethnic group"),
                            ("NS", "Not stated"),
                            ("not_recorded", "Not recorded"),
                        ],
                        default="not_recorded",
                    ),
                ),
                (
                    "ethnicity_officer_defined",
                    models.TextField(
                        choices=[
                            ("IC1", "White, North European"),
                            ("IC2", "White, South European"),
                            ("IC3", "Black"),
                            ("IC4", "South Asian"),
                            ("IC5", "Chinese, Japanese or South East Asian"),
                            ("IC6", "Arab or North African"),
                            ("IC9", "Unknown"),
                            ("not_recorded", "Not recorded"),
                        ],
                        default="not_recorded",
                    ),
                ),
                ("address", models.TextField(blank=True)),
                ("postcode", models.TextField(blank=True)),
                ("area_code", models.TextField(blank=True)),
                ("phone", models.TextField(blank=True)),
                ("email", models.TextField(blank=True)),
                ("safe_contact", models.TextField(blank=True)),
                ("needs", models.JSONField(blank=True, default=list)),
                ("restricted", models.BooleanField(default=False)),
                ("batch", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_names"], name="person_search_names", opclasses=["gin_trgm_ops"]
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        models.Func(models.F("search_names"), function="cases_name_keys"),
                        name="person_name_keys",
                    ),
                    models.Index(
                        django.db.models.functions.text.Lower("family_name"),
                        django.db.models.functions.text.Lower("given_names"),
                        models.F("id"),
                        name="person_by_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LaterOffence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source_key", models.TextField()),
                ("committed_on", models.DateField()),
                (
                    "proven",
                    models.TextField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_recorded", "Not recorded")],
                        default=oocr.cases.vocabulary.YesNo["NOT_RECORDED"],
                    ),
                ),
                ("batch", models.TextField(blank=True)),
                (
                    "offence",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="cases.offence"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later_offences",
                        to="cases.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CustodyDrugTest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source_key", models.TextField()),
                ("arrested_on", models.DateField()),
                (
                    "suitable",
                    models.TextField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_recorded", "Not recorded")],
                        default=oocr.cases.vocabulary.YesNo["NOT_RECORDED"],
                    ),
                ),
                (
                    "tested",
                    models.TextField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_recorded", "Not recorded")],
                        default=oocr.cases.vocabulary.YesNo["NOT_RECORDED"],
                    ),
                ),
                (
                    "result",
                    models.TextField(
                        choices=[
                            ("positive", "Positive"),
                            ("negative", "Negative"),
                            ("refused", "Refused"),
                            ("not_recorded", "Not_recorded"),
                        ],
                        default="not_recorded",
                    ),
                ),
                ("assessment_booked_on", models.DateField(blank=True, null=True)),
                (
                    "assessment_attended",
                    models.TextField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_recorded", "Not recorded")],
                        default=oocr.cases.vocabulary.YesNo["NOT_RECORDED"],
                    ),
                ),
                (
                    "entered_treatment",
                    models.TextField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_recorded", "Not recorded")],
                        default=oocr.cases.vocabulary.YesNo["NOT_RECORDED"],
                    ),
                ),
                ("batch", models.TextField(blank=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="custody_drug_tests",
                        to="cases.person",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="cases.person"
            ),
        ),
        migrations.CreateModel(
            name="PersonAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="aliases", to="cases.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Resolution",
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
                ("issued_on", models.DateField()),
                ("issued_by_collar_number", models.TextField(blank=True)),
                ("authorised_by_collar_number", models.TextField(blank=True)),
                ("authority_rank", models.TextField(blank=True)),
                ("rationale", models.TextField(blank=True)),
                ("batch", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolutions",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OutcomeCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source_key", models.TextField()),
                (
                    "code",
                    models.TextField(
                        choices=[
                            ("1", "Charged or summonsed"),
                            ("2", "Caution, youth"),
                            ("3", "Caution, adult"),
                            ("4", "Taken into consideration"),
                            ("5", "Offender died"),
                            ("6", "Penalty notice for disorder"),
                            ("7", "Cannabis or khat warning"),
                            ("8", "Community resolution"),
                            ("9", "Not in the public interest, Crown Prosecution Service"),
                            ("10", "Not in the public interest, police"),
                            ("11", "Prosecution prevented, suspect under age"),
                            ("12", "Prosecution prevented, suspect too ill"),
                            ("13", "Prosecution prevented, victim or key witness dead or too ill"),
                            ("14", "Evidential difficulties, no suspect identified, victim does not support"),
                            ("15", "Evidential difficulties, suspect identified, victim supports"),
                            ("16", "Evidential difficulties, suspect identified, victim does not support"),
                            ("17", "Prosecution time limit expired"),
                            ("18", "Investigation complete, no suspect identified"),
                            ("20", "Further action is for another body"),
                            ("21", "Further investigation not in the public interest, police"),
                            ("22", "Diversionary, educational or intervention activity"),
                            ("23", "Deferred prosecution"),
                        ]
                    ),
                ),
                ("recorded_on", models.DateField()),
                ("batch", models.TextField(blank=True)),
                (
                    "crime",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome_codes",
                        to="cases.crime",
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome_codes",
                        to="cases.resolution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("query", models.JSONField()),
                ("saved_at", models.DateTimeField()),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Victim",
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
                        choices=[("person", "Person"), ("business", "Business"), ("state", "State")]
                    ),
                ),
                ("name", models.TextField(blank=True)),
                ("contact_name", models.TextField(blank=True)),
                ("phone", models.TextField(blank=True)),
                ("email", models.TextField(blank=True)),
                ("safe_contact", models.TextField(blank=True)),
                (
                    "enhanced_rights",
                    models.TextField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_recorded", "Not recorded")],
                        default=oocr.cases.vocabulary.YesNo["NOT_RECORDED"],
                    ),
                ),
                ("views", models.TextField(blank=True)),
                ("batch", models.TextField(blank=True)),
                (
                    "crime",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="victims", to="cases.crime"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about_model", models.TextField()),
                ("about_pk", models.BigIntegerField()),
                ("field", models.TextField()),
                ("old_value", models.TextField(blank=True)),
                ("new_value", models.TextField(blank=True)),
                ("reason", models.TextField()),
                ("corrected_at", models.DateTimeField()),
                ("corrected_by", models.TextField()),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["about_model", "about_pk"], name="correction_about")],
            },
        ),
        migrations.AddConstraint(
            model_name="casecrime",
            constraint=models.UniqueConstraint(fields=("case", "crime"), name="crime_once_in_a_case"),
        ),
        migrations.AddConstraint(
            model_name="crime",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("committed_from__isnull", True),
                    ("committed_to__isnull", True),
                    ("committed_to__gte", models.F("committed_from")),
                    _connector="OR",
                ),
                name="crime_committed_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["-opened_on", "-id"], name="case_newest"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["state", "-opened_on", "-id"], name="case_state_newest"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["state"], include=("agency", "restricted", "officer"), name="case_counted"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["officer", "state"], name="case_officer_state"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["officer_collar_number", "-opened_on"], name="case_collar_number"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("stage", ""), _negated=True), fields=["stage"], name="case_stage"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("restricted", True)), fields=["-opened_on"], name="case_restricted"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.GinIndex(fields=["facets"], name="case_facets"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("is_child", True)), fields=["area_code"], name="case_children_by_area"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on__isnull", True), ("state", oocr.cases.states.State["CLOSED"]), _connector="OR"
                ),
                name="case_closed_on_when_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="personalias",
            constraint=models.UniqueConstraint(fields=("person", "name"), name="alias_once"),
        ),
        migrations.AddIndex(
            model_name="resolution",
            index=models.Index(fields=["issued_on", "kind"], name="resolution_issued_kind"),
        ),
        migrations.AddIndex(
            model_name="outcomecode",
            index=models.Index(
                condition=models.Q(("resolution__isnull", False)),
                fields=["resolution"],
                name="outcome_code_of_resolution",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(fields=("user", "name"), name="saved_view_name_once"),
        ),
        migrations.AddConstraint(
            model_name="crime",
            constraint=models.UniqueConstraint(fields=("crime_number",), name="crime_number_once"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(fields=("reference",), name="case_reference_once"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(fields=("source_key",), name="person_once"),
        ),
        migrations.AddConstraint(
            model_name="lateroffence",
            constraint=models.UniqueConstraint(fields=("source_key",), name="later_offence_once"),
        ),
        migrations.AddConstraint(
            model_name="custodydrugtest",
            constraint=models.UniqueConstraint(fields=("source_key",), name="custody_drug_test_once"),
        ),
        migrations.AddConstraint(
            model_name="resolution",
            constraint=models.UniqueConstraint(fields=("source_key",), name="resolution_once"),
        ),
        migrations.AddConstraint(
            model_name="outcomecode",
            constraint=models.UniqueConstraint(fields=("source_key",), name="outcome_code_once"),
        ),
        migrations.AddConstraint(
            model_name="victim",
            constraint=models.UniqueConstraint(fields=("source_key",), name="victim_once"),
        ),
    ]
