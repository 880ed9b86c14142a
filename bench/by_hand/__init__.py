"""The baseline of assessing: the rules of one day, written by hand as Python conditionals. For the benchmark only.

What a rule says, where it is written and for which resolutions stands in the packs either way; when it fires is
written here, in the order that is quickest to write. The packs of that day are locked, so these stay the same rules,
and `tests/properties` holds them to the packs on random facts.
"""
