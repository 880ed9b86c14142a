"""Rules about domestic abuse, safeguarding and victims, by hand."""

from collections.abc import Mapping

from bench.by_hand.tally import Tally
from oocr.policy.facts import Value

Facts = Mapping[str, Value | None]
PARTNERS = ("intimate_partner", "former_partner")


def domestic_abuse(tally: Tally, facts: Facts) -> None:
    get, settle = facts.get, tally.settle
    abuse, relationship, grade = get("domestic_abuse"), get("relationship"), get("dash_grade")
    if abuse is False:
        return
    settle("inspector-for-domestic-abuse", domestic_abuse=abuse)
    conference, age = get("marac_live"), get("dash_age_days")
    if grade == "high" or conference:
        settle("high-risk-domestic-abuse", domestic_abuse=abuse)
    elif grade is None or conference is None:
        settle("high-risk-domestic-abuse", domestic_abuse=abuse, dash_grade=grade, marac_live=conference)
    if grade is None or grade == "medium":
        settle("medium-risk-domestic-abuse", domestic_abuse=abuse, dash_grade=grade)
    if age is None or age >= 29:
        settle("risk-grade-is-old", domestic_abuse=abuse, dash_age_days=age)
    ticks, incidents = get("dash_ticks"), get("domestic_incidents_in_twelve_months")
    decided = get("marac_decision_recorded")
    if decided is not True:
        if (ticks is not None and ticks >= 14) or (incidents is not None and incidents >= 3):
            settle("risk-conference-decision", domestic_abuse=abuse, marac_decision_recorded=decided)
        elif ticks is None or incidents is None:
            settle(
                "risk-conference-decision",
                domestic_abuse=abuse,
                dash_ticks=ticks,
                domestic_incidents_in_twelve_months=incidents,
                marac_decision_recorded=decided,
            )
    if relationship is None or relationship in PARTNERS:
        settle("partner-community-resolution", domestic_abuse=abuse, relationship=relationship)
        proposed = get("domestic_abuse_course_proposed")
        if proposed is False or (grade is not None and grade != "standard"):
            settle("partner-caution-follows-the-course", domestic_abuse=abuse, relationship=relationship)
        elif proposed is None or grade is None:
            settle(
                "partner-caution-follows-the-course",
                domestic_abuse=abuse,
                relationship=relationship,
                dash_grade=grade,
                domestic_abuse_course_proposed=proposed,
            )


def course(tally: Tally, facts: Facts) -> None:
    get, settle = facts.get, tally.settle
    course = get("domestic_abuse_course_proposed")
    if course is False:
        return
    settle("course-without-a-caution", domestic_abuse_course_proposed=course)
    age, relationship, grade = get("age_at_decision"), get("relationship"), get("dash_grade")
    if age is None or age <= 17:
        settle("course-for-adults", age_at_decision=age, domestic_abuse_course_proposed=course)
    if relationship not in PARTNERS:
        settle("course-for-partners", relationship=relationship, domestic_abuse_course_proposed=course)
    if grade != "standard":  # the force does not allow medium
        settle("course-at-standard-risk", dash_grade=grade, domestic_abuse_course_proposed=course)
    before, control = get("domestic_abuse_caution_in_look_back"), get("coercive_control")
    if before is not False:
        settle(
            "course-for-a-first-time",
            domestic_abuse_caution_in_look_back=before,
            domestic_abuse_course_proposed=course,
        )
    if control is not False:
        settle(
            "course-not-with-coercive-control",
            coercive_control=control,
            domestic_abuse_course_proposed=course,
        )
    stance, order = get("stance"), get("community_order")
    contacted = get("victim_contacted_for_domestic_abuse_course")
    if stance != "admitted":
        settle("course-needs-an-admission", stance=stance, domestic_abuse_course_proposed=course)
    if contacted is not True:
        settle(
            "course-after-contact-with-the-victim",
            victim_contacted_for_domestic_abuse_course=contacted,
            domestic_abuse_course_proposed=course,
        )
    if order is not False:
        settle("course-not-beside-an-order", community_order=order, domestic_abuse_course_proposed=course)


def safeguarding(tally: Tally, facts: Facts) -> None:
    get, settle = facts.get, tally.settle
    age, sign, decided = (
        get("age_at_decision"),
        get("exploitation_indicator"),
        get("referral_mechanism_decision"),
    )
    if sign is not False and (decided is None or decided == "declined_consent"):
        settle(
            "exploitation-decision",
            exploitation_indicator=sign,
            referral_mechanism_decision=decided,
        )
        if age is None or age <= 17:
            settle(
                "child-exploitation-needs-no-consent",
                age_at_decision=age,
                exploitation_indicator=sign,
                referral_mechanism_decision=decided,
            )
    person, victim = get("suspect_safeguarding_answered"), get("victim_safeguarding_answered")
    identifiable = get("identifiable_victim")
    if person is not True:
        settle("person-safeguarding-answered", suspect_safeguarding_answered=person)
    if identifiable is not False and victim is not True:
        settle(
            "victim-safeguarding-answered",
            victim_safeguarding_answered=victim,
            identifiable_victim=identifiable,
        )
    concern, abuse, referred = (
        get("mental_health_concern"),
        get("domestic_abuse"),
        get("safeguarding_referral_made"),
    )
    if referred is not True:
        if concern or abuse:
            settle("concern-without-a-referral", safeguarding_referral_made=referred)
        elif concern is None or abuse is None:
            settle(
                "concern-without-a-referral",
                domestic_abuse=abuse,
                mental_health_concern=concern,
                safeguarding_referral_made=referred,
            )


def victims(tally: Tally, facts: Facts) -> None:
    get, settle = facts.get, tally.settle
    identifiable, heard = get("identifiable_victim"), get("every_victim_heard_or_tried")
    worker, several = get("emergency_worker_victim"), get("several_victims")
    if heard is not True:
        if identifiable is not False:
            settle("victim-heard", identifiable_victim=identifiable, every_victim_heard_or_tried=heard)
        if worker is not False:
            settle(
                "emergency-worker-is-a-victim",
                emergency_worker_victim=worker,
                every_victim_heard_or_tried=heard,
            )
    if identifiable is not False:
        offered, reason = get("remedy_list_offered"), get("remedy_not_offered_reason")
        if offered is not True and reason is not True:
            settle(
                "remedy-list-offered",
                identifiable_victim=identifiable,
                remedy_list_offered=offered,
                remedy_not_offered_reason=reason,
            )
        relationship, named = get("relationship"), get("business_contact_named")
        if (relationship is None or relationship == "no_person_victim") and named is not True:
            settle(
                "business-contact-named",
                relationship=relationship,
                identifiable_victim=identifiable,
                business_contact_named=named,
            )
    addressed = get("every_victim_addressed")
    if several is not False and addressed is not True:
        settle("every-victim-addressed", several_victims=several, every_victim_addressed=addressed)
    views, supports, reason = (
        get("victim_views_recorded"),
        get("victim_supports_resolution"),
        get("victim_departure_reason"),
    )
    if views is not False and supports is not True:
        settle(
            "tell-the-victim-of-a-departure",
            victim_views_recorded=views,
            victim_supports_resolution=supports,
        )
        if reason is not True:
            settle(
                "departing-from-a-victims-view",
                victim_views_recorded=views,
                victim_supports_resolution=supports,
                victim_departure_reason=reason,
            )
    route = get("victim_service_route")
    if route is None or route == "domestic_abuse_service":
        settle("victim-service-domestic-abuse", victim_service_route=route)
    if route is None or route == "sexual_violence_adviser":
        settle("victim-service-sexual-violence", victim_service_route=route)
    if route is None or route == "general":
        settle("victim-service-general", victim_service_route=route)
