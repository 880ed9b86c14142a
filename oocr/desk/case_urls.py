"""The addresses of the pages about one case."""

import oocr.cases.addresses  # noqa: F401  # makes <case:…> known
from oocr.access.pages import page
from oocr.access.permissions import Permission
from oocr.desk import case_views as case

CASE = "cases/<case:reference>"

case_pages = [
    page(CASE, case.case, needs=Permission.SEE_CASES, name="case"),
    page(f"{CASE}/person", case.case_person, needs=Permission.SEE_IDENTITY, name="case_person"),
    page(f"{CASE}/crimes", case.case_crimes, needs=Permission.SEE_CASES, name="case_crimes"),
    page(f"{CASE}/victims", case.case_victims, needs=Permission.SEE_VICTIM, name="case_victims"),
    page(f"{CASE}/facts", case.case_facts, needs=Permission.SEE_IDENTITY, name="case_facts"),
    page(f"{CASE}/options", case.case_options, needs=Permission.SEE_IDENTITY, name="case_options"),
    page(f"{CASE}/decision", case.case_decision, needs=Permission.SEE_IDENTITY, name="case_decision"),
    page(f"{CASE}/resolutions", case.case_resolutions, needs=Permission.SEE_CASES, name="case_resolutions"),
    page(f"{CASE}/conditions", case.case_conditions, needs=Permission.SEE_CASES, name="case_conditions"),
    page(f"{CASE}/referrals", case.case_referrals, needs=Permission.SEE_REFERRALS, name="case_referrals"),
    page(f"{CASE}/youth-panel", case.case_panel, needs=Permission.SEE_YOUTH_PANEL, name="case_panel"),
    page(f"{CASE}/documents", case.case_documents, needs=Permission.SEE_IDENTITY, name="case_documents"),
    page(f"{CASE}/timeline", case.case_timeline, needs=Permission.SEE_CASES, name="case_timeline"),
    page(f"{CASE}/history", case.case_history, needs=Permission.SEE_HISTORY, name="case_history"),
]
