"""Every permission there is. Code asks for a permission, never for a role. Pure: knows no framework."""

from enum import StrEnum


class Permission(StrEnum):
    """Something a person may do or see. People hold them through roles only."""

    SEE_CASES = "see_cases"
    SEE_IDENTITY = "see_identity"
    SEE_VICTIM = "see_victim"
    OPEN_CASE = "open_case"
    CLOSE_CASE = "close_case"
    CORRECT_FACTS = "correct_facts"
    ADD_DOCUMENT = "add_document"
    EXPORT_CASES = "export_cases"
    SEE_RESTRICTED = "see_restricted"
    SEE_REFERRALS = "see_referrals"
    SEE_YOUTH_PANEL = "see_youth_panel"
    IMPORT_EXTRACT = "import_extract"
    WITHDRAW_BATCH = "withdraw_batch"
    SEE_FIGURES = "see_figures"
    SEE_FIGURE_ROWS = "see_figure_rows"
    EXPORT_FIGURES = "export_figures"
    SEE_LEDGER = "see_ledger"
    SEE_HISTORY = "see_history"
    MANAGE_ACCOUNTS = "manage_accounts"
