"""Bundles: prepare the papers of one sampled case, have a second person check them, release a sealed copy.

A *bundle* is the redacted papers for one sampled case. It is *prepared* by one person, *checked* and *released* by
another, and *sealed*: hashed, so that what members read is what was checked.

This room stands alone because it is the smallest thing that can hurt someone. It does not choose the cases.
"""
