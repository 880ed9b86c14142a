"""What may happen next, as a table, and the one function that moves anything.

A *lifecycle* is the table of one kind of thing: its states and its *moves*. Each move names where it may come
from, where it goes, the permission it takes, the event it leaves in the ledger, and what it *needs* besides.
`perform` locks the thing, asks for the *verdict*, sets the state and writes the ledger line, in one transaction.

This room knows no kind of thing itself: the tables stand in each room's `states.py`.
"""
