"""What we count, how, and what may be published.

A *measure* is a definition: what it counts, out of what, over which table and which period. A *figure* is one
computed value of it and always carries its numerator, denominator, cohort, definition and what was not known.
A *snapshot* is the analysis extract that figures are computed over: whole, never changed, swapped in at once.
Where there could be a figure and there is none, the answer is *cannot say*, and why.

This room reads other rooms through their queries and writes nothing in them. It does not say what a figure means.
Figures here are internal: disclosure control is not applied to them yet, so none of them is for publication.
"""
