"""What this room answers: the case list, and what is done about one case."""
