"""What this room shows: the case list, and its part of the pages about one case."""
