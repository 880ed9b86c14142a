"""What is asked about risk: the relationship and domestic abuse, hate, exploitation and safeguarding. Pure."""

from oocr.cases.questions.shapes import (
    NONE,
    OnlyIf,
    TaskSection,
    day,
    if_yes,
    long_text,
    many,
    one_of,
    text,
    whole,
    yes_no,
)
from oocr.policy.facts import Section

CONNECTED = ("intimate_partner", "former_partner", "family")
_CONNECTED = OnlyIf("relationship", CONNECTED, "For partners, former partners and family")

RELATIONSHIP = TaskSection(
    Section.RELATIONSHIP,
    "Relationship and domestic abuse",
    "How the person and the victim are connected and, for domestic abuse, how great the risk is.",
    (
        one_of("relationship", "How are the person and the victim connected?", {
            "intimate_partner": "They are partners",
            "former_partner": "They were partners",
            "family": "They are family",
            "other_known": "They know each other otherwise",
            "stranger": "They do not know each other",
            "no_person_victim": "The victim is a business or the state, or there is none",
        }, of_victim=True),
        one_of("dash_grade", "What is the risk grade of the domestic abuse assessment?", {
            "standard": "Standard",
            "medium": "Medium",
            "high": "High",
        }, "DASH: domestic abuse, stalking and honour based violence.", only_if=_CONNECTED, of_victim=True),
        day("dash_on", "When was the risk assessed?", only_if=_CONNECTED, gives=("dash_age_days",), of_victim=True),
        whole("dash_ticks", "How many ticks does the assessment have?", "14 or more call for a decision on the risk assessment conference.", most=40, only_if=_CONNECTED, of_victim=True),
        whole("domestic_incidents_in_twelve_months", "How many domestic incidents were there in the last 12 months?", "Count this one.", most=365, only_if=_CONNECTED, of_victim=True),
        yes_no("coercive_control", "Is there evidence of controlling or coercive behaviour?", only_if=_CONNECTED, of_victim=True),
        yes_no("marac_live", "Does a multi-agency risk assessment conference have the case now?", only_if=_CONNECTED, of_victim=True),
        one_of("marac_decision", "What was decided about the risk assessment conference?", {
            "referred": "Referred to it",
            "already_there": "It has the case already",
            "not_referred": "Not referred",
        }, only_if=_CONNECTED, gives=("marac_decision_recorded",), of_victim=True),
        long_text("marac_reason", "Why was that decided?", only_if=_CONNECTED, gives=("marac_decision_recorded",), of_victim=True),
    ),
)  # fmt: skip

HATE = TaskSection(
    Section.HATE,
    "Hate crime",
    "Whether anyone thinks that hostility lay behind the crime. The strand itself is recorded with the crime.",
    (
        yes_no("hostility_asked", "Was the victim asked whether hostility lay behind it?", "Hostility because of race, religion, sexual orientation, disability or being transgender.", of_victim=True),
        many("hostility_perceived_by", "Who thinks that hostility lay behind it?", {
            NONE: "Nobody",
            "victim": "The victim",
            "witness": "A witness",
            "officer": "An officer",
            "someone_else": "Someone else",
        }, "Anyone’s view is enough to record it.", of_victim=True),
    ),
    recorded=("hate_strand",),
)  # fmt: skip

INDICATORS = {
    NONE: "None was seen, and it was looked for",
    "older_associates": "Goes about with older or controlling people",
    "missing": "Goes missing, or is found far from home",
    "unexplained_money": "Money, clothes or telephones that cannot be explained",
    "drug_debt": "Drugs to sell, or a drug debt",
    "carries_for_protection": "Carries a weapon for protection",
    "injuries": "Injuries that cannot be explained",
    "sexual_exploitation": "Signs of sexual exploitation",
    "controlled_work": "Works with little or no pay, or cannot leave",
    "documents_held": "Someone else holds the person’s documents or money",
    "cuckooing": "Others have taken over the home",
    "speaks_for": "Someone else always speaks for the person",
}
_INDICATED = OnlyIf(
    "exploitation_indicators", tuple(word for word in INDICATORS if word != NONE), "If there is any sign"
)

EXPLOITATION = TaskSection(
    Section.EXPLOITATION,
    "Exploitation",
    "Signs that someone exploits the person, and what was decided about them.",
    (
        many("exploitation_indicators", "Which signs of exploitation are there?", INDICATORS, "Tick all that apply. A child who is exploited is a victim first.", gives=("exploitation_indicator",)),
        one_of("referral_mechanism_decision", "What was decided about the National Referral Mechanism?", {
            "referred": "Referred",
            "duty_to_notify": "An adult does not consent: the Home Office was notified",
            "declined_consent": "The person declined consent, and nobody was notified",
            "not_needed": "Not needed",
        }, "The police must tell the Home Office of any potential victim. A child’s consent is not needed.", only_if=_INDICATED),
        day("referral_mechanism_on", "When was it decided?", only_if=_INDICATED),
        long_text("referral_mechanism_reason", "Why was that decided?", only_if=_INDICATED),
    ),
)  # fmt: skip

SAFEGUARDING = TaskSection(
    Section.SAFEGUARDING,
    "Safeguarding",
    "An answer for the person and an answer for the victim, each with its reason.",
    (
        yes_no("suspect_safeguarding", "Does the person need safeguarding?", gives=("suspect_safeguarding_answered",)),
        long_text("suspect_safeguarding_reason", "Why, or why not?", "About the person.", gives=("suspect_safeguarding_answered",)),
        yes_no("mental_health_concern", "Is there a concern about the person’s mental health?"),
        yes_no("victim_safeguarding", "Does the victim need safeguarding?", "If no person is the victim, answer no and say so.", gives=("victim_safeguarding_answered",), of_victim=True),
        long_text("victim_safeguarding_reason", "Why does the victim need it, or why not?", gives=("victim_safeguarding_answered",), of_victim=True),
        yes_no("safeguarding_referral_made", "Was a safeguarding referral made?"),
        text("safeguarding_referral_to", "To whom, and when?", only_if=if_yes("safeguarding_referral_made")),
    ),
)  # fmt: skip
