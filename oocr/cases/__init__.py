"""The incident, the person, the crimes, the victim, the resolution issued and the outcome codes recorded.

A *case* is one person and one incident, handled together. It stores three states only: open, resolved, closed;
everything else ("awaiting inspector", "condition overdue") is read from the room that knows. A *resolution* is
issued to a person; an *outcome code* is recorded against a crime, often later; they are not one-to-one. A fact
once recorded is *corrected*, never overwritten: the old and the new value stay, with a reason.

This room holds facts. The argument for a resolution is in decisions, what was agreed in conditions, who was sent
where in referrals.
"""
