"""How an extract goes in: sets of rows, not one row at a time (docs/adr/0015).

`sources` finds the files and makes each one a clean table of text; `check` tells the good rows from the bad in
DuckDB; `resolve` puts the keys of other rows where their references stand; `write` takes the good ones to
PostgreSQL, where they are added or compared with what is there; `quarantine` keeps the bad ones. `loader` does it
for every file in turn, in one transaction, and `withdrawal` undoes it.
"""
