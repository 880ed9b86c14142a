"""The demonstration area: invented people, cases and crimes for Leicester, Leicestershire and Rutland.

Nobody in it exists. `python -m demo.generate --out FOLDER` writes it as the documented extract, the same bytes each
time; `demo/README.md` says how it is made and how to change it. It stands on the standard library alone and on
nothing of `oocr`, so that it runs anywhere and cannot agree with the service by sharing its mistakes.
"""
