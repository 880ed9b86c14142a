"""What people send: to the case list, and about one case."""
