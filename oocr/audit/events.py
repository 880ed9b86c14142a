"""The closed list of events, and the sentence each one is told in.

``{by}`` and ``{about}`` are always there; every other gap must be given as a fact, and no fact may be left over.
Facts are references, counts, codes and field names: never a name, free text or the value of a personal field.
"""

from enum import StrEnum


class Event(StrEnum):
    """What can be written in the ledger. The name is `thing.past`."""

    ACCOUNT_CREATED = "account.created"
    ACCOUNT_SIGNED_IN = "account.signed_in"
    ACCOUNT_SIGNED_OUT = "account.signed_out"
    ACCOUNT_REFUSED = "account.refused"
    ACCOUNT_LOCKED = "account.locked"
    ACCOUNT_SECOND_STEP_ADDED = "account.second_step_added"
    ACCOUNT_SECOND_STEP_RESET = "account.second_step_reset"
    ACCOUNT_RECOVERY_CODES_MADE = "account.recovery_codes_made"
    ACCOUNT_INVITED = "account.invited"
    ACCOUNT_PASSWORD_ASKED = "account.password_asked"  # noqa: S105  # the name of an event
    ACCOUNT_PASSWORD_SET = "account.password_set"  # noqa: S105  # the name of an event
    ACCOUNT_IDENTITY_LINKED = "account.identity_linked"
    ACCOUNT_REFUSALS_CLEARED = "account.refusals_cleared"
    ACCOUNT_SHUT = "account.shut"
    ACCOUNT_OPENED = "account.opened"
    ACCOUNT_DEACTIVATED = "account.deactivated"
    ACCOUNT_REACTIVATED = "account.reactivated"
    AGENCY_ADDED = "agency.added"
    ROLE_GRANTED = "role.granted"
    ROLE_ENDED = "role.ended"
    RANK_RECORDED = "rank.recorded"
    CASE_OPENED = "case.opened"
    CASE_RESOLVED = "case.resolved"
    CASE_CLOSED = "case.closed"
    CASE_VIEWED = "case.viewed"
    CASE_HISTORY_VIEWED = "case.history_viewed"
    CASES_LISTED = "cases.listed"
    NAMES_LISTED = "names.listed"
    CASES_EXPORTED = "cases.exported"
    CASE_ASSESSED = "case.assessed"
    PROPOSAL_DRAFTED = "proposal.drafted"
    PROPOSAL_CHANGED = "proposal.changed"
    PROPOSAL_SUBMITTED = "proposal.submitted"
    PROPOSAL_TAKEN_BACK = "proposal.taken_back"
    PROPOSAL_AUTHORISED = "proposal.authorised"
    PROPOSAL_RETURNED = "proposal.returned"
    PROPOSAL_WITHDRAWN = "proposal.withdrawn"
    PROPOSAL_ISSUED = "proposal.issued"
    AUTHORITY_VOIDED = "authority.voided"
    DELEGATION_GIVEN = "delegation.given"
    DELEGATION_ENDED = "delegation.ended"
    PROSECUTOR_ASKED = "prosecutor.asked"
    PROSECUTOR_DECIDED = "prosecutor.decided"
    PROSECUTOR_CORRECTED = "prosecutor.corrected"
    AGREEMENT_RECORDED = "agreement.recorded"
    AGREEMENT_CORRECTED = "agreement.corrected"
    RESOLUTION_ISSUED = "resolution.issued"
    CONDITIONS_SET = "conditions.set"
    REFERRAL_OPENED = "referral.opened"
    OUTCOME_CODE_RECORDED = "outcome_code.recorded"
    FACT_CORRECTED = "fact.corrected"
    FACTS_RECORDED = "facts.recorded"
    ANSWER_CHANGED = "answer.changed"
    ANSWER_TAKEN_BACK = "answer.taken_back"
    PEOPLE_COMPARED = "people.compared"
    VICTIM_ADDED = "victim.added"
    VICTIM_CONTACT_TRIED = "victim.contact_tried"
    VICTIM_VIEWS_RECORDED = "victim.views_recorded"
    VICTIM_REMEDY_RECORDED = "victim.remedy_recorded"
    VICTIM_RESTORATIVE_RECORDED = "victim.restorative_recorded"
    VICTIM_COMPENSATION_RECORDED = "victim.compensation_recorded"
    VICTIM_RIGHTS_RECORDED = "victim.rights_recorded"
    VICTIM_CONSENT_RECORDED = "victim.consent_recorded"
    VICTIM_TOLD = "victim.told"
    VICTIM_SERVICE_RECORDED = "victim.service_recorded"
    REMEDY_LIST_MADE = "remedy_list.made"
    REMEDY_LIST_WITHDRAWN = "remedy_list.withdrawn"
    VICTIM_SERVICE_NAMED = "victim_service.named"
    DOCUMENT_ADDED = "document.added"
    DOCUMENT_READ = "document.read"
    REFERRAL_VIEWED = "referral.viewed"
    LIST_SAVED = "list.saved"
    LIST_REMOVED = "list.removed"
    BATCH_RECEIVED = "batch.received"
    BATCH_CHECKED = "batch.checked"
    BATCH_LOADED = "batch.loaded"
    BATCH_FAILED = "batch.failed"
    BATCH_WITHDRAWN = "batch.withdrawn"
    QUARANTINE_EXPORTED = "quarantine.exported"
    QUARANTINE_ERASED = "quarantine.erased"
    SNAPSHOT_TAKEN = "snapshot.taken"
    FIGURES_EXPORTED = "figures.exported"
    FIGURE_OPENED = "figure.opened"
    LEDGER_EXPORTED = "ledger.exported"
    LEDGER_SEARCHED = "ledger.searched"
    MESSAGE_QUEUED = "message.queued"
    MESSAGE_SENT = "message.sent"
    MESSAGE_FAILED = "message.failed"
    MESSAGE_SENT_AGAIN = "message.sent_again"
    PAPER_MADE = "paper.made"
    PAPER_READ = "paper.read"
    RUN_ASKED = "run.asked"
    RUN_FINISHED = "run.finished"
    RUN_FAILED = "run.failed"
    RUN_VIEWED = "run.viewed"


SENTENCES: dict[Event, str] = {
    Event.ACCOUNT_CREATED: "{by} created the account {about}.",
    Event.ACCOUNT_SIGNED_IN: "{by} signed in by {way}.",
    Event.ACCOUNT_SIGNED_OUT: "{by} signed out.",
    Event.ACCOUNT_REFUSED: "A sign-in to {about} was refused: {reason}.",
    Event.ACCOUNT_LOCKED: "{about} was locked after {attempts} refused sign-ins.",
    Event.ACCOUNT_SECOND_STEP_ADDED: "{by} set up a second step to sign in.",
    Event.ACCOUNT_SECOND_STEP_RESET: "{by} removed the second step of {about}, who must set one up again.",
    Event.ACCOUNT_RECOVERY_CODES_MADE: "{by} made new recovery codes.",
    Event.ACCOUNT_INVITED: "{by} sent {about} a link to set a password.",
    Event.ACCOUNT_PASSWORD_ASKED: "Someone who could not sign in had {about} sent a link to set a password.",
    Event.ACCOUNT_PASSWORD_SET: "{by} set a password.",
    Event.ACCOUNT_IDENTITY_LINKED: "{by} signed in by {provider} for the first time, and the two accounts were linked.",
    Event.ACCOUNT_REFUSALS_CLEARED: "{by} let {about} try to sign in again after {attempts} refused sign-ins.",
    Event.ACCOUNT_SHUT: "{by} locked the account {about}.",
    Event.ACCOUNT_OPENED: "{by} unlocked the account {about}.",
    Event.ACCOUNT_DEACTIVATED: "{by} deactivated the account {about}.",
    Event.ACCOUNT_REACTIVATED: "{by} made the account {about} active again.",
    Event.AGENCY_ADDED: "{by} added {about}.",
    Event.ROLE_GRANTED: "{by} gave {about} the role {role} at {agency}.",
    Event.ROLE_ENDED: "{by} ended the role {role} of {about} at {agency}.",
    Event.RANK_RECORDED: "{by} recorded that {about} holds the rank {rank} from {from_on}.",
    Event.CASE_OPENED: "{by} opened {about}.",
    Event.CASE_RESOLVED: "{by} recorded that {about} is resolved.",
    Event.CASE_CLOSED: "{by} closed {about}.",
    Event.CASE_VIEWED: "{by} read {about}.",
    Event.CASE_HISTORY_VIEWED: "{by} read the history of {about}.",
    Event.CASES_LISTED: "{by} searched the case list and was shown {count} cases.",
    Event.NAMES_LISTED: "{by} was shown a page of {about}, with {count} people named.",
    Event.CASES_EXPORTED: "{by} took {count} cases out of the case list as {format}.",
    Event.CASE_ASSESSED: "{by} had {about} assessed for {resolution} to {stage}: {answer}.",
    Event.PROPOSAL_DRAFTED: "{by} drafted proposal {proposal} in {about}: {resolution}.",
    Event.PROPOSAL_CHANGED: "{by} changed {part} of proposal {proposal} in {about}.",
    Event.PROPOSAL_SUBMITTED: "{by} submitted proposal {proposal} in {about}, which needs the authority of {rank}.",
    Event.PROPOSAL_TAKEN_BACK: "{by} took proposal {proposal} in {about} back from the authoriser.",
    Event.PROPOSAL_AUTHORISED: "{by} authorised proposal {proposal} in {about}, with the authority of {rank}.",
    Event.PROPOSAL_RETURNED: "{by} returned proposal {proposal} in {about} to the officer, with reasons.",
    Event.PROPOSAL_WITHDRAWN: "{by} withdrew proposal {proposal} in {about}.",
    Event.PROPOSAL_ISSUED: "{by} issued what proposal {proposal} in {about} asked for.",
    Event.AUTHORITY_VOIDED: "{by} voided the authority for proposal {proposal} in {about}: {why}.",
    Event.DELEGATION_GIVEN: "{by} delegated authority up to {rank} to {about} from {from_on} until {to_on}.",
    Event.DELEGATION_ENDED: "{by} ended a delegation of authority to {about}.",
    Event.PROSECUTOR_ASKED: "{by} asked a prosecutor to decide about {resolution} in {about}.",
    Event.PROSECUTOR_DECIDED: "{by} recorded that a prosecutor {decision} {resolution} in {about}.",
    Event.PROSECUTOR_CORRECTED: "{by} corrected what is recorded of a prosecutor’s decision about {resolution} in {about}.",
    Event.AGREEMENT_CORRECTED: "{by} corrected the person’s answer to proposal {proposal} in {about}.",
    Event.AGREEMENT_RECORDED: "{by} recorded the person’s answer to proposal {proposal} in {about}.",
    Event.RESOLUTION_ISSUED: "{by} issued {resolution} in {about}.",
    Event.CONDITIONS_SET: "{by} set {count} conditions in {about}.",
    Event.REFERRAL_OPENED: "{by} opened {referral} in {about}.",
    Event.OUTCOME_CODE_RECORDED: "{by} recorded outcome code {code} against {crime} in {about}.",
    Event.FACT_CORRECTED: "{by} corrected {field} of {thing} in {about}.",
    Event.FACTS_RECORDED: "{by} answered {count} questions about {section} in {about}.",
    Event.ANSWER_CHANGED: "{by} changed the answer to {question} in {about}, and said why.",
    Event.ANSWER_TAKEN_BACK: "{by} took back the answer to {question} in {about}: it is not known.",
    Event.PEOPLE_COMPARED: "{by} said whether {person} and {other} are one person, working on {about}.",
    Event.VICTIM_ADDED: "{by} added {victim} to {about}.",
    Event.VICTIM_CONTACT_TRIED: "{by} recorded {attempt} to reach {victim} in {about}.",
    Event.VICTIM_VIEWS_RECORDED: "{by} recorded the views of {victim} in {about}, {view}.",
    Event.VICTIM_REMEDY_RECORDED: "{by} recorded whether {victim} was offered the Community Remedy list in {about}, {offer}.",
    Event.VICTIM_RESTORATIVE_RECORDED: "{by} recorded whether {victim} was offered restorative justice in {about}, {offer}.",
    Event.VICTIM_COMPENSATION_RECORDED: "{by} recorded whether {victim} wants compensation in {about}, {claim}.",
    Event.VICTIM_RIGHTS_RECORDED: "{by} recorded the enhanced rights of {victim} in {about}, {rights}.",
    Event.VICTIM_CONSENT_RECORDED: "{by} recorded whether the details of {victim} may be shared in {about}, {consent}.",
    Event.VICTIM_TOLD: "{by} recorded that {victim} was told, in {about}, {update}.",
    Event.VICTIM_SERVICE_RECORDED: "{by} recorded the service offered to {victim} in {about}, {offer}.",
    Event.REMEDY_LIST_MADE: "{by} made {about} with {count} actions, in force from {from_on}.",
    Event.REMEDY_LIST_WITHDRAWN: "{by} withdrew {about} before it was in force.",
    Event.VICTIM_SERVICE_NAMED: "{by} named {about} for the route {route}, from {from_on}.",
    Event.DOCUMENT_ADDED: "{by} added the document {document} to {about}.",
    Event.DOCUMENT_READ: "{by} read the document {document} of {about}.",
    Event.REFERRAL_VIEWED: "{by} read {about}.",
    Event.LIST_SAVED: "{by} saved a view of the case list, {about}.",
    Event.LIST_REMOVED: "{by} removed a saved view of the case list, {about}.",
    Event.BATCH_RECEIVED: "{by} sent {about} with {files} files.",
    Event.BATCH_CHECKED: "{by} began to check {about}.",
    Event.BATCH_LOADED: "{by} loaded {about}: {added} rows added, {changed} changed, {unchanged} as they were, {quarantined} quarantined.",
    Event.BATCH_FAILED: "{by} could not load {about}: {reason}.",
    Event.BATCH_WITHDRAWN: "{by} withdrew {about} and the {count} rows it had added.",
    Event.QUARANTINE_EXPORTED: "{by} took the {count} quarantined rows of {about} out as a spreadsheet.",
    Event.QUARANTINE_ERASED: "{by} erased the cells of {count} rows of {about} that had left the quarantine.",
    Event.SNAPSHOT_TAKEN: "{by} took the analysis extract {about} of {rows} rows.",
    Event.FIGURES_EXPORTED: "{by} took {about} out as {format}.",
    Event.FIGURE_OPENED: "{by} opened the {count} rows behind {about}.",
    Event.LEDGER_EXPORTED: "{by} took {count} lines out of the ledger as {format}.",
    Event.LEDGER_SEARCHED: "{by} searched the ledger and was shown {count} lines.",
    Event.MESSAGE_QUEUED: "{by} put {message}, by {channel}, in the outbox for {about}.",
    Event.MESSAGE_SENT: "{by} sent {about}.",
    Event.MESSAGE_FAILED: "{by} could not send {about}.",
    Event.MESSAGE_SENT_AGAIN: "{by} let {about} be sent again.",
    Event.PAPER_MADE: "{by} made {paper} for {about}, in the wording {wording}.",
    Event.PAPER_READ: "{by} took {paper} of {about} as {form}.",
    Event.RUN_ASKED: "{by} asked for {about}, a run of {kind} over past cases.",
    Event.RUN_FINISHED: "{by} finished {about}: {found} of {examined}.",
    Event.RUN_FAILED: "{by} could not finish {about}.",
    Event.RUN_VIEWED: "{by} read {about} and was shown {count} cases.",
}
