"""Tell the good rows from the bad, in DuckDB: a whole column at a time.

For each file there is a table `checked`: the line, every column as it will be kept, and `faults`, the codes of what is
wrong with the row as "column:code" with spaces between, empty for a good one. It is made under another name
while the file before is still being written. A first look keeps the rows that are plain; only the odd ones are tidied and judged.
"""

import datetime as dt
from collections.abc import Iterator

import duckdb

from oocr.imports.extract import Column, File, Kind
from oocr.imports.faults import TOGETHER
from oocr.imports.load.sources import ROW_NUMBER, Source

LONGEST = {Kind.TEXT: 500, Kind.LONG_TEXT: 10_000, Kind.LIST: 10_000}
LARGEST = 2_147_483_647
SPACE = "' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(65279) || chr(8203)"
# What makes a text odd: spaces around it, a sign that spreadsheets leave, a character that cannot be seen or was damaged.
ODD = r"^[ =#'']|\s$|[\x00-\x1f\x7f\x{a0}\x{feff}\x{200b}\x{fffd}Ãâ]|^\d[\d.]*(\.0+|[eE]\+\d+)$"
MONTHS = "['%d-%b-%Y', '%d %b %Y', '%d-%B-%Y', '%d %B %Y']"

# Each macro is asked with a tidied cell: no spaces around it, NULL when nothing is left.
MACROS = rf"""
CREATE MACRO tidy(x) AS CASE WHEN ascii(x) BETWEEN 33 AND 126 AND ascii(right(x, 1)) BETWEEN 33 AND 126 THEN x
    ELSE nullif(trim(x, {SPACE}), '') END;
CREATE MACRO bare(x) AS CASE WHEN starts_with(x, '''') THEN nullif(ltrim(x, ''''), '') ELSE x END;
CREATE MACRO whole(x) AS CASE WHEN regexp_full_match(x, '\d+\.0+') THEN split_part(x, '.', 1) ELSE x END;
CREATE MACRO as_key(x) AS whole(bare(x));
CREATE MACRO is_key(x) AS regexp_full_match(x, '[A-Za-z0-9][A-Za-z0-9_/.:-]{{0,59}}');
CREATE MACRO one_line(x) AS CASE WHEN contains(x, chr(10)) OR contains(x, chr(13))
    THEN regexp_replace(x, '\s*[\r\n]+\s*', ' ', 'g') ELSE x END;
CREATE MACRO as_line(x) AS coalesce(CASE WHEN regexp_matches(x, '^''[0-9=+@-]|^\d+\.0+$') THEN as_key(x)
    ELSE one_line(x) END, '');
CREATE MACRO as_lines(x) AS coalesce(replace(replace(x, chr(13) || chr(10), chr(10)), chr(13), chr(10)), '');
CREATE MACRO other_date(x) AS CASE
    WHEN regexp_full_match(x, '\d{{4}}-\d{{1,2}}-\d{{1,2}}') THEN try_cast(x AS DATE)
    WHEN regexp_full_match(x, '\d{{4}}-\d\d-\d\d[T ]\d{{1,2}}:\d\d.*') THEN try_cast(left(x, 10) AS DATE)
    WHEN regexp_full_match(x, '\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}( \d{{1,2}}:\d\d.*)?')
        THEN try_strptime(translate(split_part(x, ' ', 1), '.-', '//'), '%d/%m/%Y')::DATE
    WHEN regexp_full_match(x, '\d{{5}}(\.\d+)?') THEN DATE '1899-12-30' + floor(x::DOUBLE)::INTEGER
    WHEN regexp_full_match(x, '\d{{1,2}}[- ][A-Za-z]+[- ]\d{{4}}') THEN try_strptime(x, {MONTHS})::DATE END;
CREATE MACRO as_date(x) AS CASE WHEN length(x) = 10 AND x[5] = '-' AND x[8] = '-' THEN try_cast(x AS DATE)
    WHEN x IS NOT NULL THEN other_date(bare(x)) END;
CREATE MACRO as_number(x) AS try_cast(CASE WHEN regexp_full_match(x, '\d+') THEN x
    WHEN regexp_full_match(bare(x), '\d{{1,3}}(,\d{{3}})+(\.0+)?') THEN whole(replace(bare(x), ',', ''))
    WHEN regexp_full_match(as_key(x), '\d+') THEN as_key(x) END AS HUGEINT);
CREATE MACRO as_list(x) AS list_filter(list_transform(string_split(coalesce(one_line(x), ''), ';'),
    lambda each: as_key(trim(each, {SPACE}))), lambda each: each <> '');
CREATE MACRO once(l) AS list_filter(l, lambda each, i: list_position(l, each) = i);
CREATE MACRO loose(x) AS replace(replace(lower(as_key(x)), ' ', '_'), '-', '_');
CREATE MACRO spoilt(x) AS CASE
    WHEN starts_with(x, '=') THEN 'formula'
    WHEN x[1] = '#' AND regexp_full_match(x, '#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|#+)')
        THEN 'spreadsheet-error'
    WHEN regexp_full_match(bare(x), '\d(\.\d+)?[eE]\+\d+') THEN 'long-number'
    WHEN regexp_matches(x, chr(65533) || '|Ã[\x{{80}}-\x{{BF}}]|â€') THEN 'unreadable-characters'
    WHEN regexp_matches(x, '[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]') THEN 'control-character' END;
CREATE MACRO suspect(x) AS regexp_matches(x, '^[=#]|^''?\d(\.\d+)?[eE]\+|[\x00-\x08\x0b\x0c\x0e-\x1f\x7fÃ�]|â€');
CREATE MACRO wrong_date(x, day, today, ahead) AS CASE
    WHEN day IS NULL THEN CASE WHEN regexp_full_match(x, '\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d\d') THEN 'short-year'
        ELSE coalesce(spoilt(x), 'not-a-date') END
    WHEN day < DATE '1910-01-01' THEN 'too-early'
    WHEN NOT ahead AND day > today THEN 'in-the-future'
    WHEN day > today + INTERVAL 10 YEAR THEN 'too-late' END;
"""


def open_checker(work: str, megabytes: int = 256) -> duckdb.DuckDBPyConnection:
    """A DuckDB of this load alone: in memory up to a bound, then in the work folder."""
    checker = duckdb.connect(
        config={
            "memory_limit": f"{megabytes}MB",
            "temp_directory": work,
            "threads": 2,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    checker.execute(MACROS)
    return checker


def check(checker: duckdb.DuckDBPyConnection, source: Source, today: dt.date, table: str) -> Source:
    """Make the table of a source. Gives back the source as it was read in the end."""
    if source.reread and not _made_whole(checker, source, today, table):
        # Not as clean as it looked: the careful reader says what is wrong, and where.
        source = source.reread()
    if source.numbered:
        _make(checker, source, today, table)
    if checker.execute(f"SELECT 1 FROM {table} WHERE faults = 'odd' LIMIT 1").fetchone():
        _judge_odd(checker, source, today, table)
    return source


def take(checker: duckdb.DuckDBPyConnection, table: str) -> None:
    """What was being checked is what is worked on now."""
    checker.execute(f"DROP TABLE IF EXISTS checked; ALTER TABLE {table} RENAME TO checked")


def _made_whole(checker: duckdb.DuckDBPyConnection, source: Source, today: dt.date, table: str) -> bool:
    """Could the fast reader read every line as one row?"""
    try:
        _make(checker, source, today, table)
    except duckdb.InvalidInputException:
        return False
    (rows,) = _one(checker, f"SELECT count(*) FROM {table}")
    return bool(rows + 1 == source.newlines)


def _one(checker: duckdb.DuckDBPyConnection, sql: str) -> tuple:
    found = checker.execute(sql).fetchone()
    assert found is not None  # an aggregate always has one row
    return found


def reading(source: Source) -> str:
    """SQL that reads a source: `line`, then every column as it came."""
    columns = [name or f"unnamed_{place}" for place, name in enumerate(source.columns)]
    if source.numbered:
        columns = ["line", *columns]
    typed = ", ".join(f"'{name}': '{'BIGINT' if name == 'line' else 'VARCHAR'}'" for name in columns)
    first = "" if source.numbered else "row_number() OVER () + 1 AS line, "
    return (
        f"SELECT {first}* FROM read_csv('{_quoted(str(source.path))}', columns = {{{typed}}}, auto_detect = false, "
        f"header = false, skip = {0 if source.numbered else 1}, delim = '{source.delimiter if not source.numbered else ','}', "
        f"quote = '\"', escape = '\"', nullstr = '', strict_mode = true, max_line_size = {64 << 20})"
    )


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _there(source: Source) -> list[Column]:
    """The columns of the declaration that the source has, in the declaration's order."""
    return [column for column in source.file.columns if column.name in set(source.named)]


def _make(checker: duckdb.DuckDBPyConnection, source: Source, today: dt.date, table: str) -> None:
    """Most rows are as plain as can be, and are kept as they came. Any other is marked as odd, to be judged."""
    file, there = source.file, _there(source)
    # A column that is not there is empty in rows that are new, and as it was in rows that are not.
    kept = ", ".join(f'{_as_it_is(c) if c in there else _nothing(c)} AS "{c.name}"' for c in file.columns)
    plain = " AND ".join(f"({_is_plain(column, today)})" for column in there)
    returned = "quarantine_row" if ROW_NUMBER in source.columns else "NULL"
    checker.execute(f"DROP TABLE IF EXISTS {table}")
    checker.execute(
        f"CREATE TABLE {table} AS SELECT line, try_cast({returned} AS BIGINT) AS row_number, {kept}, "
        f"CASE WHEN {plain} THEN '' ELSE 'odd' END AS faults FROM ({reading(source)})"
    )
    if (between := _row_faults(file)) != "''":
        checker.execute(f"UPDATE {table} SET faults = {between} WHERE faults = '' AND {between} <> ''")


def _is_plain(column: Column, today: dt.date) -> str:
    """SQL: can the cell be kept exactly as it came? A quick question with a safe answer: no when in doubt."""
    came, odd = f'"{column.name}"', ODD
    match column.kind:
        case Kind.KEY:
            sure = f"is_key({came}) AND NOT ends_with({came}, '.0')"
        case Kind.DATE:
            sure = (
                f"length({came}) = 10 AND {came}[5] = '-' AND {came}[8] = '-' "
                f"AND coalesce(try_cast({came} AS DATE) BETWEEN DATE '1910-01-01' AND DATE '{today}', false)"
            )
        case Kind.NUMBER:
            sure = rf"regexp_full_match({came}, '\d{{1,9}}')"
        case Kind.CHOICE:
            sure = f"{came} IN {_listed(column)}"
        case Kind.LIST:
            several = f"string_split({came}, ';')"
            each = (
                "is_key(each) AND NOT ends_with(each, '.0')"
                if column.refers_to
                else f"each <> '' AND NOT regexp_matches(each, '{odd}')"
            )
            sure = f"CASE WHEN contains({came}, ';') THEN len({several}) = len(list_distinct({several})) AND len(list_filter({several}, lambda each: NOT ({each}))) = 0 ELSE {each.replace('each', came)} END"
            sure = f"length({came}) <= {LONGEST[column.kind]} AND {sure}"
        case kind:
            odd = odd.replace(r"\x00-\x1f", r"\x00-\x09\x0b-\x1f") if kind is Kind.LONG_TEXT else odd
            sure = f"length({came}) <= {LONGEST[kind]} AND NOT regexp_matches({came}, '{odd}')"
    return f"{came} IS NOT NULL AND {sure}" if column.required else f"{came} IS NULL OR ({sure})"


def _as_it_is(column: Column) -> str:
    """SQL of what is kept of a plain cell."""
    came = f'"{column.name}"'
    match column.kind:
        case Kind.DATE | Kind.NUMBER:
            return f"try_cast({came} AS {'DATE' if column.kind is Kind.DATE else 'INTEGER'})"
        case Kind.LIST:
            return f"CASE WHEN {came} IS NULL THEN [] ELSE string_split({came}, ';') END"
        case Kind.CHOICE:
            return f"coalesce({came}, '{column.default}')"
        case _:
            return f"coalesce({came}, '')"


def _judge_odd(checker: duckdb.DuckDBPyConnection, source: Source, today: dt.date, table: str) -> None:
    """Tidy the cells of the odd rows, work out what is kept of each, and say what is wrong with those that cannot be."""
    file, there = source.file, _there(source)
    returned = "quarantine_row" if ROW_NUMBER in source.columns else "NULL"
    checker.execute(f"CREATE OR REPLACE TABLE odd_{table} AS SELECT line FROM {table} WHERE faults = 'odd'")
    odd = f"FROM ({reading(source)}) WHERE line IN (SELECT line FROM odd_{table})"
    # Most columns are plain in every one of them, and need no closer look.
    plain = _one(checker, f"SELECT {', '.join(f'bool_and({_is_plain(c, today)})' for c in there)} {odd}")
    closer = [column for column, is_plain in zip(there, plain, strict=True) if not is_plain]
    tidied = ", ".join(f'tidy("{c.name}") AS "{c.name}"' if c in closer else f'"{c.name}"' for c in there)
    cells = ", ".join(f'"{column.name}" AS "came_{column.name}"' for column in there)
    ways = [(c, _kept if c in closer else _as_it_is if c in there else _nothing) for c in file.columns]
    kept = ", ".join(f'{way(column)} AS "{column.name}"' for column, way in ways)
    wrong = ", ".join(_wrong(column, today) for column in closer)
    empty = " AND ".join(f'"came_{column.name}" IS NULL' for column in there)
    # Each value once is asked of the list as a column of its own: in one breath it would be made again for each value.
    columns = ", ".join(
        f'once("{c.name}") AS "{c.name}"' if c.kind is Kind.LIST else f'"{c.name}"' for c in file.columns
    )
    checker.execute(f"DELETE FROM {table} WHERE faults = 'odd'")
    checker.execute(
        f"INSERT INTO {table} SELECT * REPLACE (CASE WHEN faults = '' THEN {_row_faults(file)} ELSE faults END AS faults) "
        f"FROM (SELECT line, row_number, {columns}, CASE WHEN {empty} THEN 'empty' ELSE concat_ws(' ', {wrong}) END AS faults "
        f"FROM (SELECT line, try_cast(returned AS BIGINT) AS row_number, {kept}, {cells} "
        f"FROM (SELECT line, {returned} AS returned, {tidied} {odd})))"
    )
    checker.execute(f"DELETE FROM {table} WHERE faults = 'empty'")


def _nothing(column: Column) -> str:
    match column.kind:
        case Kind.DATE:
            return "NULL::DATE"
        case Kind.NUMBER:
            return "NULL::INTEGER"
        case Kind.LIST:
            return "[]::VARCHAR[]"
        case Kind.CHOICE:
            return f"'{column.default}'"
        case _:
            return "''"


def _kept(column: Column) -> str:
    """SQL of the value that is kept of a cell."""
    name = f'"{column.name}"'
    match column.kind:
        case Kind.KEY:
            return f"coalesce(CASE WHEN is_key({name}) AND NOT ends_with({name}, '.0') THEN {name} ELSE as_key({name}) END, '')"
        case Kind.DATE:
            return f"as_date({name})"
        case Kind.NUMBER:
            return f"try_cast(as_number({name}) AS INTEGER)"
        case Kind.LIST:
            return f"CASE WHEN {name} IS NULL OR length({name}) > {LONGEST[Kind.LIST]} THEN [] ELSE as_list({name}) END"
        case Kind.CHOICE:
            return f"CASE WHEN {name} IN {_listed(column)} THEN {name} WHEN {name} IS NULL THEN '{column.default}' ELSE {_loosely(column)} END"
        case Kind.LONG_TEXT:
            return f"as_lines({name})"
        case _:
            return f"as_line({name})"


def _listed(column: Column) -> str:
    return "(" + ", ".join(f"'{choice}'" for choice in column.choices) + ")"


def _loosely(column: Column) -> str:
    """A choice however it is written: capitals, spaces for underscores, 8.0 or 08 for 8, y for yes."""
    ways = {choice.lower(): choice for choice in column.choices if choice}
    if {"yes", "no"} <= set(ways):
        ways |= {"y": "yes", "true": "yes", "n": "no", "false": "no"}
    ways |= {f"0{choice}": choice for choice in column.choices if choice.isdigit() and len(choice) == 1}
    cases = " ".join(f"WHEN '{way}' THEN '{choice}'" for way, choice in ways.items())
    return f'CASE loose("{column.name}") {cases} END'


def _wrong(column: Column, today: dt.date) -> str:
    """SQL of "column:code" for a cell that cannot be kept, NULL for one that can."""
    came, kept = f'"came_{column.name}"', f'"{column.name}"'
    match column.kind:
        case Kind.KEY:
            code = f"CASE WHEN NOT is_key({kept}) THEN coalesce(spoilt({came}), 'not-a-key') END"
        case Kind.DATE:
            # Most days are between two that are right whatever the column.
            code = (
                f"CASE WHEN {kept} BETWEEN DATE '1910-01-01' AND DATE '{today}' THEN NULL "
                f"ELSE wrong_date({came}, {kept}, DATE '{today}', {column.ahead}) END"
            )
        case Kind.NUMBER:
            code = (
                f"CASE WHEN as_number({came}) IS NULL THEN coalesce(spoilt({came}), 'not-a-number') "
                f"WHEN as_number({came}) > {LARGEST} THEN 'too-large' END"
            )
        case Kind.CHOICE:
            code = f"CASE WHEN {kept} IS NULL THEN coalesce(spoilt({came}), 'not-a-choice') END"
        case _:
            code = f"CASE WHEN length({came}) > {LONGEST[column.kind]} THEN 'too-long' WHEN suspect({came}) THEN spoilt({came}) END"
            if column.kind is Kind.LIST and column.refers_to:
                bad = f"len(list_filter({kept}, lambda each: NOT is_key(each)))"
                code = f"CASE WHEN {bad} > 0 THEN coalesce(spoilt({came}), 'not-a-key') ELSE {code} END"
    empty = "'missing'" if column.required else "NULL"
    return f"CASE WHEN {came} IS NULL THEN {_told(column.name, empty)} ELSE {_told(column.name, code)} END"


def _told(name: str, code: str) -> str:
    return code if code == "NULL" else f"('{name}:' || {code})"


def _row_faults(file: File) -> str:
    """SQL of the faults between the cells of one row."""
    gaps = {column.name: f'"{column.name}"' for column in file.columns}
    wrong = [
        f"WHEN {sql.format(**gaps)} THEN '{column}:{code}'"
        for column, code, sql in TOGETHER.get(file.name, ())
    ]
    return f"CASE {' '.join(wrong)} ELSE '' END" if wrong else "''"


def part_repeats(checker: duckdb.DuckDBPyConnection, file: File) -> int:
    """Of good rows with the same key, the first stays. A same one is dropped and counted, a different one is a fault."""
    key = file.key.name
    if _one(checker, f"SELECT count(*) = count(DISTINCT \"{key}\") FROM checked WHERE faults = ''")[0]:
        return 0
    values = ", ".join(f'checked."{column.name}"' for column in file.columns)
    checker.execute(
        f"CREATE OR REPLACE TABLE repeats AS SELECT checked.line, "
        f"first_value(checked.line) OVER same_key AS first_line, "
        f"hash({values}) = first_value(hash({values})) OVER same_key AS same "
        f"FROM checked JOIN (SELECT {key} FROM checked WHERE faults = '' GROUP BY {key} HAVING count(*) > 1) twice USING ({key}) "
        f"WHERE faults = '' WINDOW same_key AS (PARTITION BY {key} ORDER BY checked.line)"
    )
    checker.execute("DELETE FROM repeats WHERE line = first_line")
    (same, other) = _one(checker, "SELECT count(*) FILTER (same), count(*) FILTER (NOT same) FROM repeats")
    if same:
        checker.execute("DELETE FROM checked WHERE line IN (SELECT line FROM repeats WHERE same)")
    if other:
        checker.execute(
            f"UPDATE checked SET faults = '{key}:duplicate-key:' || first_line FROM repeats "
            "WHERE repeats.line = checked.line"
        )
    return int(same)


def faulty(checker: duckdb.DuckDBPyConnection, source: Source) -> Iterator[tuple[int, str, dict[str, str]]]:
    """The bad rows in the order of the file: line, faults, and the cells as they came."""
    if not _one(checker, "SELECT count(*) FROM checked WHERE faults <> ''")[0]:
        return
    columns = [name for name in source.columns if name]
    names = ", ".join(f'came."{name}"' for name in columns)
    found = checker.cursor().execute(
        f"SELECT bad.line, bad.faults, {names} FROM (SELECT line, faults FROM checked WHERE faults <> '') bad "
        f"JOIN ({reading(source)}) came ON came.line = bad.line ORDER BY bad.line"
    )
    while rows := found.fetchmany(2_000):
        for line, faults, *cells in rows:
            yield line, faults, {name: cell or "" for name, cell in zip(columns, cells, strict=True)}
