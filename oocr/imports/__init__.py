"""The loading dock: police extracts, provider returns and census tables come in, are checked, and go to the rooms.

An *extract* is one folder of files with documented columns. A *batch* is one delivery of it. A row that cannot
be used is *quarantined* with its file, line, column, what was wrong and what to do; the good rows go in. The same
extract twice changes nothing, and a batch that was cut short ends in the same state when it is run again.

The dock decides nothing: what a row means belongs to the room that keeps it.
"""
