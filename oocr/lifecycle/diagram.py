"""A lifecycle table as a Mermaid diagram and as a list, for the reference pages."""

from oocr.lifecycle.table import Lifecycle, words


def diagram(table: Lifecycle) -> str:
    """Mermaid text of the table: the start, every move, the final states."""
    rows = ["stateDiagram-v2", f"    [*] --> {table.start}"]
    rows += [
        f"    {state} --> {move.go_to}: {words(move.name)}"
        for move in table.moves
        for state in move.come_from
    ]
    rows += [f"    {state} --> [*]" for state in table.final]
    return "\n".join(rows)


def listing(table: Lifecycle) -> list[dict[str, str]]:
    """One row per move, in words: what it is called, from, to, permission, event and what it needs."""
    return [
        {
            "move": move.name,
            "from": ", ".join(move.come_from),
            "to": str(move.go_to),
            "permission": str(move.permission),
            "event": str(move.event),
            "needs": ", ".join(need.__name__ for need in move.needs),
        }
        for move in table.moves
    ]
