"""Make the ledger append-only and hash-chained in the database itself."""

from django.db import migrations

# The trigger takes the next number under the head's row lock, so numbers have no gap even when many write at once,
# and a transaction that is rolled back gives its number back. It runs with the rights of the tables' owner, so the
# service's own role needs no right to change the head (docs/explanation/audit.md); hence the fixed search path, last
# of all the temporary schema, where anyone may make a table named like ours.
INSTALL = """
INSERT INTO audit_head (number, hash) VALUES (0, '');

CREATE FUNCTION audit_entry_hash(
    number bigint, event text, about text, by text, at timestamptz, written_at timestamptz, facts jsonb, previous_hash text
) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT encode(sha256(convert_to(
        jsonb_build_array(
            number, event, about, by, extract(epoch FROM at), extract(epoch FROM written_at), facts, previous_hash
        )::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION audit_entry_chain() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    head audit_head%ROWTYPE;
BEGIN
    SELECT * INTO STRICT head FROM audit_head FOR UPDATE;
    NEW.number := head.number + 1;
    NEW.previous_hash := head.hash;
    NEW.hash := audit_entry_hash(
        NEW.number, NEW.event, NEW.about, NEW."by", NEW."at", NEW.written_at, NEW.facts, NEW.previous_hash);
    UPDATE audit_head SET number = NEW.number, hash = NEW.hash;
    RETURN NEW;
END
$$;

CREATE TRIGGER audit_entry_chain BEFORE INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_chain();

CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only';
END
$$;

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();

-- The head moves only when a line is written: a trigger that changes it stands inside another.
CREATE TRIGGER audit_head_follows BEFORE UPDATE ON audit_head
    FOR EACH ROW WHEN (pg_trigger_depth() < 1 OR NEW.number <> OLD.number + 1)
    EXECUTE FUNCTION audit_append_only();
"""

REMOVE = """
DROP TRIGGER audit_head_follows ON audit_head;
DROP TRIGGER audit_head_stays ON audit_head;
DROP TRIGGER audit_entry_no_truncate ON audit_entry;
DROP TRIGGER audit_entry_append_only ON audit_entry;
DROP FUNCTION audit_append_only();
DROP TRIGGER audit_entry_chain ON audit_entry;
DROP FUNCTION audit_entry_chain();
DROP FUNCTION audit_entry_hash(bigint, text, text, text, timestamptz, timestamptz, jsonb, text);
DELETE FROM audit_head;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(INSTALL, REMOVE)]
