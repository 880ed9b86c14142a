"""Every permission there is. Code asks for a permission, never for a role. Pure: knows no framework."""

from enum import StrEnum


class Permission(StrEnum):
    """Something a person may do or see. People hold them through roles only."""

    SEE_CASES = "see_cases"
    SEE_IDENTITY = "see_identity"
    SEE_VICTIM = "see_victim"
    RECORD_VICTIM_VIEWS = "record_victim_views"
    MANAGE_VICTIM_OFFERS = "manage_victim_offers"
    OPEN_CASE = "open_case"
    CLOSE_CASE = "close_case"
    CORRECT_FACTS = "correct_facts"
    RECORD_FACTS = "record_facts"
    RECORD_YOUTH_JUSTICE_FACTS = "record_youth_justice_facts"
    ADD_DOCUMENT = "add_document"
    EXPORT_CASES = "export_cases"
    SEE_RESTRICTED = "see_restricted"
    PROPOSE_RESOLUTION = "propose_resolution"
    AUTHORISE_RESOLUTION = "authorise_resolution"
    ISSUE_RESOLUTION = "issue_resolution"
    RECORD_PROSECUTOR_DECISION = "record_prosecutor_decision"
    SEE_REFERRALS = "see_referrals"
    SEE_YOUTH_PANEL = "see_youth_panel"
    IMPORT_EXTRACT = "import_extract"
    WITHDRAW_BATCH = "withdraw_batch"
    SEE_FIGURES = "see_figures"
    SEE_FIGURE_ROWS = "see_figure_rows"
    EXPORT_FIGURES = "export_figures"
    TAKE_SNAPSHOT = "take_snapshot"
    SEE_LEDGER = "see_ledger"
    SEE_HISTORY = "see_history"
    MANAGE_ACCOUNTS = "manage_accounts"
    SEND_MESSAGE = "send_message"
    REVIEW_POLICY = "review_policy"


# Each permission as the end of "Your role does not let you …" and of "Who may …?".
SAID: dict[Permission, str] = {
    Permission.SEE_CASES: "see cases",
    Permission.SEE_IDENTITY: "see who a case is about",
    Permission.SEE_VICTIM: "see victims",
    Permission.RECORD_VICTIM_VIEWS: "record what victims say and are offered",
    Permission.MANAGE_VICTIM_OFFERS: "change the Community Remedy list or the victim services",
    Permission.OPEN_CASE: "open a case",
    Permission.CLOSE_CASE: "close a case",
    Permission.CORRECT_FACTS: "correct a recorded fact",
    Permission.RECORD_FACTS: "record the facts of a case",
    Permission.RECORD_YOUTH_JUSTICE_FACTS: "record what the youth justice service did for a child",
    Permission.ADD_DOCUMENT: "add a document to a case",
    Permission.EXPORT_CASES: "take a list of cases out of the service",
    Permission.SEE_RESTRICTED: "see restricted records",
    Permission.PROPOSE_RESOLUTION: "propose a resolution",
    Permission.AUTHORISE_RESOLUTION: "authorise a resolution",
    Permission.ISSUE_RESOLUTION: "issue a resolution",
    Permission.RECORD_PROSECUTOR_DECISION: "record what a prosecutor decided",
    Permission.SEE_REFERRALS: "see referrals",
    Permission.SEE_YOUTH_PANEL: "see the youth panel's cases",
    Permission.IMPORT_EXTRACT: "bring in an extract",
    Permission.WITHDRAW_BATCH: "withdraw a batch",
    Permission.SEE_FIGURES: "see figures",
    Permission.SEE_FIGURE_ROWS: "see the rows behind a figure",
    Permission.EXPORT_FIGURES: "take figures out of the service",
    Permission.TAKE_SNAPSHOT: "take a new analysis extract",
    Permission.SEE_LEDGER: "read the ledger",
    Permission.SEE_HISTORY: "see the history of a case",
    Permission.MANAGE_ACCOUNTS: "manage accounts",
    Permission.SEND_MESSAGE: "send a message again",
    Permission.REVIEW_POLICY: "run policy over past cases",
}
