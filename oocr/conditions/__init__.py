"""What the person agreed to do: conditions, evidence that they were kept, and breaches reported.

A *condition* is agreed with a resolution. A *breach* is a condition reported as not kept; what follows from it is
decided in decisions, not here.

For now the room holds what the historic extract brings.
"""
