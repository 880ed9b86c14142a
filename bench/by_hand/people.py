"""Rules about anyone, adults and children, by hand."""

from collections.abc import Mapping

from bench.by_hand.tally import Tally
from oocr.policy.facts import Value

Facts = Mapping[str, Value | None]


def anyone(tally: Tally, facts: Facts) -> None:
    get, settle = facts.get, tally.settle
    age_at_offence, stance, test = get("age_at_offence"), get("stance"), get("evidential_test")
    if age_at_offence is None or age_at_offence <= 9:
        settle("too-young-to-commit-an-offence", age_at_offence=age_at_offence)
    if stance != "admitted":
        settle("admission-for-a-caution", stance=stance)
        settle("youth-admission-for-a-caution", stance=stance)
        settle("deferral-and-admission", stance=stance)
        if stance != "accepts_responsibility":
            settle("responsibility-for-a-community-resolution", stance=stance)
            settle("denied-look-elsewhere", stance=stance)
        settle("no-admission-needed", stance=stance)
    recorded = get("admission_to_authorised_person")
    if recorded is not True:
        settle("admission-recorded", admission_to_authorised_person=recorded)
        settle("youth-admission-recorded", admission_to_authorised_person=recorded)
    if test != "sufficient_to_charge":
        settle("enough-evidence-to-charge", evidential_test=test)
        settle("youth-enough-evidence-to-charge", evidential_test=test)
        if test != "offence_made_out":
            settle("offence-made-out", evidential_test=test)
    decided = get("evidential_decision_recorded")
    if decided is not True:
        settle("evidential-decision-recorded", evidential_decision_recorded=decided)
        settle("youth-evidential-decision-recorded", evidential_decision_recorded=decided)
        settle("community-resolution-evidence-recorded", evidential_decision_recorded=decided)
    complete = get("investigation_complete")
    if complete is not True:
        settle("investigation-before-outcome-22", investigation_complete=complete)
    agreed = get("agreement_recorded")
    if agreed is not True:
        settle("agreement-to-a-conditional-caution", agreement_recorded=agreed)
        settle("youth-agreement-to-a-conditional-caution", agreement_recorded=agreed)
        settle("agreement-to-a-community-resolution", agreement_recorded=agreed)
        settle("agreement-to-an-activity", agreement_recorded=agreed)
    explained, signed = get("explained_effect"), get("signed_document")
    if explained is not True:
        settle("effect-explained", explained_effect=explained)
        settle("youth-effect-explained", explained_effect=explained)
    if signed is not True:
        settle("caution-signed", signed_document=signed)
        settle("youth-caution-signed", signed_document=signed)
    gravity, step = get("gravity_complete"), get("gravity_step")
    if gravity is not True:
        settle("gravity-complete", gravity_complete=gravity)
    fits = get("gravity_matrix_fits_age")
    if fits is not True:
        settle("gravity-matrix-for-the-age", gravity_matrix_fits_age=fits)
    if step is None or step >= 2:
        settle("gravity-moved-far", gravity_step=step)
    offence_class, prosecutor = get("offence_class"), get("prosecutor_decision")
    if offence_class is None or offence_class == "indictable_only":
        settle("indictable-only-is-exceptional", offence_class=offence_class)
        settle("youth-indictable-only-is-exceptional", offence_class=offence_class)
        settle("indictable-only-community-resolution", offence_class=offence_class)
        if prosecutor != "agreed":
            settle(
                "indictable-only-needs-a-prosecutor",
                offence_class=offence_class,
                prosecutor_decision=prosecutor,
            )
            settle(
                "youth-indictable-only-needs-a-prosecutor",
                offence_class=offence_class,
                prosecutor_decision=prosecutor,
            )
    _serious(tally, facts)


def _serious(tally: Tally, facts: Facts) -> None:
    get, settle = facts.get, tally.settle
    kind, worker, weapon = get("offence_class"), get("emergency_worker_victim"), get("weapon")
    blade, drug, sexual = get("blade_or_offensive_weapon"), get("class_a_drug"), get("sexual_offence")
    stalking, robbery, cruelty = get("stalking_or_harassment"), get("robbery"), get("child_cruelty")
    if sexual or weapon or blade or robbery or stalking or cruelty or drug or worker:
        tally.fires("serious-offence-community-resolution")
        tally.fires("serious-offence-any-resolution")
        return
    marks = {
        "emergency_worker_victim": worker,
        "weapon": weapon,
        "blade_or_offensive_weapon": blade,
        "class_a_drug": drug,
        "sexual_offence": sexual,
        "stalking_or_harassment": stalking,
        "robbery": robbery,
        "child_cruelty": cruelty,
    }
    unsure = None in marks.values()
    if unsure:
        settle("serious-offence-community-resolution", **marks)
    if kind == "indictable_only":
        tally.fires("serious-offence-any-resolution")
    elif unsure or kind is None:
        settle("serious-offence-any-resolution", offence_class=kind, **marks)


def history(tally: Tally, facts: Facts) -> None:
    get, settle = facts.get, tally.settle
    similar, earlier = get("similar_within_two_years"), get("earlier_resolutions_in_look_back")
    if similar is not False:
        settle("similar-offence-before", similar_within_two_years=similar)
    if earlier is None or earlier >= 2:
        settle("several-earlier-resolutions", earlier_resolutions_in_look_back=earlier)
    breached = get("earlier_resolution_breached")
    if breached is not False:
        settle("earlier-resolution-breached", earlier_resolution_breached=breached)
    order, running = get("community_order"), get("open_resolution_or_bail")
    if order or running:
        tally.fires("something-else-is-running")
        tally.fires("no-deferral-beside-an-order")
    elif order is None or running is None:
        settle("something-else-is-running", community_order=order, open_resolution_or_bail=running)
        settle("no-deferral-beside-an-order", community_order=order, open_resolution_or_bail=running)
    differently = get("co_suspect_dealt_with_differently")
    if differently is not False:
        settle("co-suspect-dealt-with-differently", co_suspect_dealt_with_differently=differently)
    age, needed = get("age_at_decision"), get("appropriate_adult_needed")
    present = get("appropriate_adult_present")
    if (age is None or age >= 18) and needed is not False and present is not True:
        settle(
            "appropriate-adult-for-a-vulnerable-person",
            age_at_decision=age,
            appropriate_adult_needed=needed,
            appropriate_adult_present=present,
        )


def adults(tally: Tally, facts: Facts) -> None:
    get, settle = facts.get, tally.settle
    age, gravity, offence_class = get("age_at_decision"), get("gravity_final"), get("offence_class")
    if age is None or age <= 17:
        settle("conditional-caution-for-adults", age_at_decision=age)
        settle("no-other-caution-for-children", age_at_decision=age)
        settle("notices-and-warnings-for-adults", age_at_decision=age)
    if gravity is None or gravity == 4:
        settle("adult-gravity-four-conditional-caution", gravity_final=gravity)
    if age is None or age >= 18:
        if gravity is None or gravity == 4:
            settle("adult-gravity-four-community-resolution", age_at_decision=age, gravity_final=gravity)
            settle("adult-gravity-four-outcome-22", age_at_decision=age, gravity_final=gravity)
        if gravity is None or gravity >= 5:
            settle("adult-gravity-five", age_at_decision=age, gravity_final=gravity)
        if gravity is None or gravity == 3:
            settle("adult-gravity-three-community-resolution", age_at_decision=age, gravity_final=gravity)
    exceptional, consent = get("exceptional_reason_recorded"), get("director_consent")
    if offence_class is None or offence_class == "indictable_only":
        if exceptional is False or consent is False:
            settle("simple-caution-indictable-only", offence_class=offence_class)
        elif exceptional is None or consent is None:
            settle(
                "simple-caution-indictable-only",
                offence_class=offence_class,
                exceptional_reason_recorded=exceptional,
                director_consent=consent,
            )
    specified, similar = get("specified_either_way"), get("similar_within_two_years")
    if specified is not False:
        settle("simple-caution-prescribed-rank", specified_either_way=specified)
        if exceptional is not True:
            settle(
                "simple-caution-specified-offence",
                specified_either_way=specified,
                exceptional_reason_recorded=exceptional,
            )
    if similar is not False and exceptional is not True:
        settle(
            "simple-caution-similar-offence",
            similar_within_two_years=similar,
            exceptional_reason_recorded=exceptional,
        )


def children(tally: Tally, facts: Facts) -> None:
    get, settle = facts.get, tally.settle
    age, age_at_offence = get("age_at_decision"), get("age_at_offence")
    blade, before = get("blade_or_offensive_weapon"), get("youth_cautions_before")
    if age is None or age >= 18:
        settle("youth-cautions-for-children", age_at_decision=age)
        settle("deferral-for-children", age_at_decision=age)
        if age_at_offence is None or age_at_offence <= 17:
            settle("turning-eighteen", age_at_offence=age_at_offence, age_at_decision=age)
    if blade is not False:
        settle("deferred-prosecution-kept-or-not", blade_or_offensive_weapon=blade)
    if before is None or before >= 1:
        settle("second-youth-caution-assessment", youth_cautions_before=before)
    consulted, panel = get("youth_justice_consulted"), get("youth_panel_or_fast_track")
    if consulted is False or panel is False:
        tally.fires("youth-panel-and-service")
    elif consulted is None or panel is None:
        settle("youth-panel-and-service", youth_justice_consulted=consulted, youth_panel_or_fast_track=panel)
    if age is not None and age >= 18:
        return
    present, gravity, prosecutor = (
        get("appropriate_adult_present"),
        get("gravity_final"),
        get("prosecutor_decision"),
    )
    if present is not True:
        settle("appropriate-adult-for-a-child", age_at_decision=age, appropriate_adult_present=present)
    if gravity is None or gravity >= 5:
        settle("child-gravity-five", age_at_decision=age, gravity_final=gravity)
        if prosecutor != "agreed":
            settle(
                "child-gravity-five-needs-a-prosecutor",
                age_at_decision=age,
                gravity_final=gravity,
                prosecutor_decision=prosecutor,
            )
    scale, assessed = get("current_gravity_scale"), get("diversion_assessment")
    if scale is not True:
        settle("current-gravity-scale", age_at_decision=age, current_gravity_scale=scale)
    if assessed is not True:
        settle("diversion-assessment", age_at_decision=age, diversion_assessment=assessed)
    sent, form = get("sent_to_prosecutor"), get("child_information_form")
    if sent is not False and form is not True:
        settle(
            "child-information-form",
            age_at_decision=age,
            child_information_form=form,
            sent_to_prosecutor=sent,
        )
    if blade is not False:
        referral, course = get("youth_justice_referral"), get("awareness_course_only")
        if referral is not True:
            settle(
                "child-with-a-knife-referred",
                age_at_decision=age,
                blade_or_offensive_weapon=blade,
                youth_justice_referral=referral,
            )
        if course is not False:
            settle(
                "knife-awareness-course-alone",
                age_at_decision=age,
                blade_or_offensive_weapon=blade,
                awareness_course_only=course,
            )
