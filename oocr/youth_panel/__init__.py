"""Sittings of the Joint Decision and Resolution Panel: list a child's case, assess, hear, decide.

The youth panel *hears* at a *sitting*; the scrutiny panel, another room, *reviews* at a meeting. Here the panel
is the authority for the child's resolution.

For now the room holds what the historic extract brings: one item per case heard, with its outcome.
"""
