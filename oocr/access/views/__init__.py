"""This room's pages: signing in, one's own account, other people's accounts, the ledger and "why can't I?"."""
