"""The numbers of the cases that are opened here and not by an extract."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_no_index_twice")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE cases_opened_here AS integer", "DROP SEQUENCE cases_opened_here")
    ]
