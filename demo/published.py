"""What the area published, as data. The demonstration area adds up to these; so must the service's figures.

`003` is the force's paper to the Ethics and Transparency Panel of 13 June 2025, `001` the commissioned services
report to the Police and Crime Panel of 23 June 2026. Figures are facts and are quoted as printed. Where a printed
percentage cannot be had from its own counts, `BASES` says what base would give it.
"""

from datetime import date

PERIOD = (date(2024, 6, 16), date(2025, 6, 16))
PREVIOUS = (date(2023, 6, 16), date(2024, 6, 16))

CR, CC, O22 = "community_resolution", "conditional_caution", "outcome_22"

# 003 section 2, "Total outcomes 16/06/2024-16/06/2025".
ISSUED = {CR: 3451, CC: 783}
PERCENT_OF_ALL_OUTCOMES = {CR: "3.5", CC: "1.3"}

# 003 section 2, "CR year on year". The paper says conditional cautions "have increased" and gives no figure for them.
ISSUED_BEFORE = {CR: 4433}

# 003 section 2, "Condition breach rate".
BREACHED = {CR: 321, CC: 144}
PERCENT_BREACHED = {CR: "12.9", CC: "18.4"}

# 003 section 2, "Reoffending post-OOCR issuance, 6 months": people, of whom reoffended.
REOFFENDING = {CR: (1457, 32), CC: (286, 18)}

# 003 section 2, "Demographics receiving OOCR". Nobody of another White group and no "not stated" is printed.
BY_SEX = {"male": 2179, "female": 811, "other": 1}
BY_ETHNICITY = {"White British": 2239, "Asian": 536, "Black": 252, "Mixed": 95, "Other": 4}

# 003 section 2, "Intervention provider referrals": community resolution, conditional caution, outcome 22.
REFERRALS = {
    "Turning Point": {CR: 194, CC: 60, O22: 0},
    "Victim Awareness Course": {CR: 225, CC: 251, O22: 0},
    "New Dawn New Day": {CR: 100, CC: 127, O22: 12},
    "CARA (Hampton Trust)": {CR: 2, CC: 95, O22: 23},
    "Reflect": {CR: 321, CC: 93, O22: 0},
}

# 003 section 3, "JDRP caseload", "JDRP outcomes" and "JDRP outcomes by ethnicity", 9 June 2024 to 9 June 2025.
YOUTH_AREAS = {"city": 135, "county": 144}
YOUTH_FROM_COURT = 53
YOUTH_OUTCOMES = {
    "community_resolution": 97,
    "deferred_youth_caution": 127,
    "youth_caution": 24,
    "youth_conditional_caution": 25,
    "outcome_22": 4,
    "no_further_action": 2,
}
# Youth caution with youth conditional caution, deferred, community resolution.
YOUTH_BY_ETHNICITY = {
    "Asian": (3, 9, 10),
    "Black": (6, 14, 3),
    "Mixed": (1, 1, 5),
    "White": (39, 95, 76),
    "Other": (0, 8, 3),
}

# 001 paragraph 25, drug testing on arrest, January to December 2025.
DRUG_TESTING = {"suitable": 2915, "tested": 324, "referred": 124, "entered_treatment": 95}

# Not printed anywhere: the bases on which the printed percentages come out (or do not).
BASES = {
    "all outcome codes recorded in the period, from 3.5%": 98600,
    "all outcome codes recorded in the period, from 1.3%": 60231,
    "community resolutions with a condition, from 12.9%": 2488,
    "people issued either resolution": 3642,
}
