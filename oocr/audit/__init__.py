"""The ledger: what happened, about what, by whom and when, in sentences.

An *event* is one of a closed list; each has one *sentence* with named gaps, and a line whose facts do not
exactly fill the gaps cannot be written. The thing and the actor are kept as text references, never as foreign
keys, so the ledger neither blocks nor is cascaded. It holds no names, no free text and no old or new values of
personal fields. The database itself refuses to change or remove a line, and chains each line to the one before.

This room is not a history of values (the cases room keeps corrections) and not a log for engineers.
"""
