"""What is recorded of victims, and what a Community Remedy list holds, is written once in the database itself too."""

from django.db import migrations

# A remedy list is not among them: it may be withdrawn until its day has come.
TABLES = (
    "compensation",
    "contactattempt",
    "enhancedrights",
    "remedyitem",
    "remedyoffer",
    "restorativeoffer",
    "sharingconsent",
    "victimservice",
    "victimserviceoffer",
    "victimupdate",
    "victimview",
)
INSTALL = [
    f"CREATE TRIGGER cases_{table}_written_once BEFORE UPDATE ON cases_{table} "
    "FOR EACH ROW EXECUTE FUNCTION cases_written_once()"
    for table in TABLES
]
REMOVE = [f"DROP TRIGGER cases_{table}_written_once ON cases_{table}" for table in TABLES]


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_answers")]

    operations = [migrations.RunSQL(INSTALL, REMOVE)]
