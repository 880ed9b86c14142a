"""The scrutiny panel: meetings, samples, blind views, findings, feedback to officers.

A *meeting* reviews a *sample*, which can be drawn again from its seed. A *view* is one member's grade, given
alone; a *finding* is the panel's settled grade. *Feedback* takes a finding back to the officer and closes the loop.

Members read sealed bundles and never the case. The youth panel, which decides, is another room.
"""
