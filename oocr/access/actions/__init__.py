"""The only code of this room that changes rows: agencies and roles, accounts, and signing in."""
