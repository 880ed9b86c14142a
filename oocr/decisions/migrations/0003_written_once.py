"""What was said and decided is written once in the database itself. An authority may only fall, and only once; what a
prosecutor decided is put down once."""

from django.db import migrations

TABLES = ("agreement", "assessment", "madepaper", "return")
GIVEN = (
    "proposal_id", "rank", "acting", "delegation_id", "required", "retrospective", "reason", "facts", "given_at",
    "given_by_id",
)  # fmt: skip


def _row(when: str) -> str:
    return f"({', '.join(f'{when}.{column}' for column in GIVEN)})"


ONLY_WHEN = {
    **dict.fromkeys(TABLES, ""),
    "authority": f"WHEN (OLD.voided_at IS NOT NULL OR {_row('OLD')} IS DISTINCT FROM {_row('NEW')})",
    "prosecutordecision": "WHEN (OLD.recorded_at IS NOT NULL)",
}
INSTALL = [
    f"CREATE TRIGGER decisions_{table}_written_once BEFORE UPDATE ON decisions_{table} "
    f"FOR EACH ROW {when} EXECUTE FUNCTION cases_written_once()"
    for table, when in ONLY_WHEN.items()
]
REMOVE = [f"DROP TRIGGER decisions_{table}_written_once ON decisions_{table}" for table in ONLY_WHEN]


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_papers_and_runs"), ("cases", "0004_answers")]

    operations = [migrations.RunSQL(INSTALL, REMOVE)]
