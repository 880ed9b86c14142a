"""How pages look and read: the layout, the design system's macros, the form bridge, dates and names as people write them.

A template is given one object, the *page*; what stands around every page (service name, navigation, who is signed
in) is its *furniture*, which the config door supplies. A *component* is a folder with a macro, shown in every state
in the gallery. A *format* turns a date, a number or a name into the words people use. A *notice* tells the person
what has just happened.

This room knows nothing of cases, people's roles or policy: it holds no models, makes no decisions and imports no
other room. It does not re-type the design system in Python, and carries no crown, crest or licensed typeface.
"""
