"""What is asked about the person: history, needs, orders and bail, immigration, and what is asked for a child. Pure."""

from oocr.audit.privacy import PrivacyClass
from oocr.cases.questions.shapes import (
    OnlyIf,
    TaskSection,
    day,
    if_yes,
    long_text,
    one_of,
    text,
    whole,
    yes_no,
)
from oocr.policy.facts import Section

_RELEVANT = if_yes("relevant_history")
_ADVICE = ("sergeant_advice_recorded",)

HISTORY = TaskSection(
    Section.HISTORY,
    "History",
    "Convictions, cautions and earlier resolutions, here and elsewhere, under every name the person is known by.",
    (
        day("police_computer_checked_on", "When was the Police National Computer checked?"),
        whole("resolutions_elsewhere", "How many resolutions did the person have elsewhere in the look-back period?", "Out of court resolutions of other forces, or not in this service. Enter 0 if none were found.", gives=("earlier_resolutions_in_look_back",), looks_back="look_back_months"),
        yes_no("similar_within_two_years", "Was there a caution or conviction for a similar offence in the two years before this offence?"),
        yes_no("domestic_abuse_caution_in_look_back", "Was there a caution or conviction for domestic abuse in the look-back period?", looks_back="domestic_abuse_look_back_months"),
        yes_no("earlier_resolution_breached", "Was an earlier resolution breached?"),
        whole("youth_cautions_before", "How many youth cautions and youth conditional cautions did the child have before?", "Enter 0 if none.", children_only=True),
        yes_no("relevant_history", "Does the person have a relevant history?", "Similar, recent or repeated offending that bears on what should happen now."),
        long_text("history_said", "What is the history?", only_if=_RELEVANT),
        long_text("sergeant_advice", "What did a sergeant advise?", only_if=_RELEVANT, gives=_ADVICE),
        text("sergeant_advice_by", "Which sergeant?", "Name and collar number.", only_if=_RELEVANT, gives=_ADVICE),
        day("sergeant_advice_on", "When did the sergeant advise?", only_if=_RELEVANT, gives=_ADVICE),
    ),
)  # fmt: skip

NEEDS = TaskSection(
    Section.NEEDS,
    "Needs and appropriate adult",
    "What the person needs to understand and to take part, and who was there to help.",
    (
        yes_no("appropriate_adult_needed", "Does the person need an appropriate adult?", "A child always does. So does an adult who may be vulnerable."),
        yes_no("appropriate_adult_present", "Was an appropriate adult there when the offence was put to the person?", only_if=if_yes("appropriate_adult_needed")),
        one_of("appropriate_adult_role", "Who is the appropriate adult?", {
            "parent": "A parent or guardian",
            "local_authority": "The local authority that cares for the child",
            "social_worker": "A social worker",
            "relative_or_carer": "Another relative or carer",
            "scheme": "Someone from an appropriate adult scheme",
            "other": "Someone else aged 18 or over, not employed by the police",
        }, only_if=if_yes("appropriate_adult_present")),
        text("appropriate_adult_name", "What is their name?", only_if=if_yes("appropriate_adult_present"), privacy=PrivacyClass.IDENTITY),
    ),
)  # fmt: skip

ORDERS = TaskSection(
    Section.ORDERS,
    "Orders, bail and open resolutions",
    "What already runs for this person: it may shut some resolutions and some courses.",
    (
        yes_no("community_order", "Is the person on a community order or another court order?"),
        long_text("community_order_said", "Which order, and until when?", only_if=if_yes("community_order")),
        yes_no("open_resolution_or_bail", "Is another resolution, bail or a suspended sentence running?"),
        long_text("open_resolution_or_bail_said", "Which, and until when?", only_if=if_yes("open_resolution_or_bail")),
    ),
)  # fmt: skip

_CONSULTED = if_yes("immigration_consulted")

IMMIGRATION = TaskSection(
    Section.IMMIGRATION,
    "Immigration",
    "Only where a condition has a foreign offender leave the country and not come back.",
    (
        yes_no("immigration_consulted", "Was the immigration authority consulted?"),
        day("immigration_consulted_on", "When was it consulted?", only_if=_CONSULTED),
        long_text("immigration_said", "What did it say?", only_if=_CONSULTED),
    ),
    where_it_applies="Only where a condition has a foreign offender leave",
)  # fmt: skip

_ROUTE = ("youth_panel_or_fast_track",)

CHILD = TaskSection(
    Section.CHILD,
    "The child and the youth justice service",
    "What the youth justice service was asked and said, and what has to be filled in for a child.",
    (
        yes_no("youth_justice_consulted", "Was the youth justice service consulted?"),
        yes_no("youth_justice_referral", "Was the child referred to the youth justice service?", "Every child found with a knife is referred."),
        yes_no("youth_justice_assessment", "Has the youth justice service assessed the child?"),
        yes_no("youth_justice_agrees_to_deliver", "Does the youth justice service agree to deliver the conditions?"),
        yes_no("diversion_assessment", "Was the prevention and diversion assessment done?", "It must be done for every diversion and out of court resolution of a child."),
        yes_no("child_information_form", "Was the child information form done?", "Needed whenever a child’s case goes to a prosecutor."),
        yes_no("sent_to_prosecutor", "Was the case sent to a prosecutor?"),
        one_of("youth_panel_route", "Was the case heard by the youth panel?", {
            "heard": "Yes, the panel heard it",
            "listed": "Not yet: it is listed for a sitting",
            "fast_track": "No, it was fast-tracked",
            "not_heard": "No",
        }, gives=_ROUTE),
        long_text("fast_track_reason", "Why was it fast-tracked?", only_if=OnlyIf("youth_panel_route", ("fast_track",), "If it was fast-tracked"), gives=_ROUTE),
    ),
    children_only=True,
)  # fmt: skip
