"""Promises of the loading dock."""
