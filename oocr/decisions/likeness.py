"""Finding a text that repeats another among thousands, by marks that two texts share when much of them is the same.

The marks of a text are the smallest hashes of its runs of four words. Whatever shares none of them is not much alike
and need not be compared letter by letter, which among the rationales of two years took seconds. Pure.
"""

import re
from hashlib import blake2b

RUN, MARKS = 4, 16


def marks_of(text: str) -> list[int]:
    """The marks of a text: none of one too short to be told from another."""
    words = re.findall(r"\w+", text.casefold())
    runs = {" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
    hashes = (blake2b(run.encode(), digest_size=8).digest() for run in runs)
    return sorted(int.from_bytes(each, "big", signed=True) for each in hashes)[:MARKS]
