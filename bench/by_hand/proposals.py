"""Rules about authority, the proposal, its conditions and its time limits, by hand."""

from collections.abc import Mapping

from bench.by_hand.tally import Tally
from oocr.policy.facts import Value

Facts = Mapping[str, Value | None]
ADULT = {"summary": 50, "either_way": 100, "indictable_only": 150}
OLDER_CHILD = {"summary": 30, "either_way": 50, "indictable_only": 75}
YOUNGER_CHILD = {"summary": 15, "either_way": 25, "indictable_only": 35}


def authority(tally: Tally, facts: Facts) -> None:
    get, settle = facts.get, tally.settle
    rank, strand, prosecutor = get("authoriser_rank"), get("hate_strand"), get("prosecutor_decision")
    if rank is None or rank == "constable":
        settle("sergeant-for-a-conditional-caution", authoriser_rank=rank)
        settle("sergeant-for-a-youth-caution", authoriser_rank=rank)
    if strand != "none":
        settle("hate-crime-caution-is-exceptional", hate_strand=strand)
        settle("inspector-for-hate-crime", hate_strand=strand)
        views = get("victim_views_recorded")
        if prosecutor != "agreed":
            settle("hate-crime-needs-a-prosecutor", hate_strand=strand, prosecutor_decision=prosecutor)
        if views is not True:
            settle("victims-view-in-hate-crime", hate_strand=strand, victim_views_recorded=views)
    own, linked = get("authoriser_is_proposer"), get("authoriser_linked")
    if own is not False:
        settle("not-your-own-case", authoriser_is_proposer=own)
    if linked is not False:
        settle("not-connected-to-the-case", authoriser_linked=linked)
    age, history = get("age_at_decision"), get("relevant_history")
    sergeant, service = get("sergeant_advice_recorded"), get("youth_justice_consulted")
    if history is not False:
        if (age is None or age >= 18) and sergeant is not True:
            settle(
                "sergeants-advice-on-history",
                age_at_decision=age,
                relevant_history=history,
                sergeant_advice_recorded=sergeant,
            )
        if (age is None or age <= 17) and service is not True:
            settle(
                "youth-justice-advice-on-history",
                age_at_decision=age,
                relevant_history=history,
                youth_justice_consulted=service,
            )
    late = get("authorised_after_giving")
    if late is not False:
        settle("authority-after-the-event", authorised_after_giving=late)


def proposal(tally: Tally, facts: Facts) -> None:
    get, settle = facts.get, tally.settle
    words, repeats = get("rationale_words"), get("rationale_repeats_another")
    if words is None or words <= 39:
        settle("rationale-short", rationale_words=words)
        if words is None or words <= 0:
            settle("rationale-written", rationale_words=words)
    if repeats is not False:
        settle("rationale-repeated", rationale_repeats_another=repeats)
    threat, apart = get("paperwork_mentions_prosecution"), get("money_kept_apart")
    if threat is not False:
        settle("no-threat-of-prosecution", paperwork_mentions_prosecution=threat)
    if apart is not True:
        settle("money-kept-apart", money_kept_apart=apart)
    chosen, reason = get("remedy_chosen_not_included"), get("remedy_departure_reason")
    if chosen is not False and reason is not True:
        settle(
            "remedy-chosen-is-invited",
            remedy_chosen_not_included=chosen,
            remedy_departure_reason=reason,
        )


def penalties(tally: Tally, facts: Facts) -> None:
    age = facts.get("age_at_decision")
    _penalty(tally, facts, "adult-financial-penalty", ADULT)
    if age is None or age >= 14:
        _penalty(tally, facts, "youth-financial-penalty-14-to-17", OLDER_CHILD, age_at_decision=age)
    if age is None or age <= 13:
        _penalty(tally, facts, "youth-financial-penalty-10-to-13", YOUNGER_CHILD, age_at_decision=age)


def _penalty(tally: Tally, facts: Facts, id: str, most: dict[str, int], **asked: Value | None) -> None:
    kind, pounds = facts.get("offence_class"), facts.get("financial_penalty_pounds")
    if pounds is None:
        tally.settle(id, **asked, offence_class=kind, financial_penalty_pounds=None)
    elif pounds > most.get(kind, most["indictable_only"]):
        tally.settle(id, **asked)
    elif kind is None and pounds > most["summary"]:
        tally.settle(id, **asked, offence_class=None)


def conditions(tally: Tally, facts: Facts) -> None:
    get, settle = facts.get, tally.settle
    unlawful, count = get("conditions_not_of_a_lawful_kind"), get("conditions_count")
    incomplete, signposts = get("conditions_incomplete"), get("conditions_only_signposting")
    hours, pays = get("attendance_hours"), get("offender_pays_without_means")
    late = get("provider_too_late")
    if unlawful is None or unlawful >= 1:
        settle("conditions-of-a-lawful-kind", conditions_not_of_a_lawful_kind=unlawful)
    if count is None or count <= 0:
        settle("at-least-one-condition", conditions_count=count)
    if incomplete is None or incomplete >= 1:
        settle("conditions-complete", conditions_incomplete=incomplete)
    if signposts is None or signposts >= 1:
        settle("signposting-is-no-condition", conditions_only_signposting=signposts)
    if hours is None or hours >= 21:
        settle("attendance-hours", attendance_hours=hours)
    if pays is None or pays >= 1:
        settle("offender-pays", offender_pays_without_means=pays)
    if late is None or late >= 1:
        settle("provider-in-time", provider_too_late=late)
    delivers, assessed = get("youth_justice_delivers_condition"), get("youth_justice_assessment")
    agrees = get("youth_justice_agrees_to_deliver")
    if delivers is not False:
        if assessed is False or agrees is False:
            settle("youth-justice-service-delivers", youth_justice_delivers_condition=delivers)
        elif assessed is None or agrees is None:
            settle(
                "youth-justice-service-delivers",
                youth_justice_assessment=assessed,
                youth_justice_agrees_to_deliver=agrees,
                youth_justice_delivers_condition=delivers,
            )
    punitive, reason = get("punitive_condition"), get("punitive_reason_recorded")
    if punitive is not False and reason is not True:
        settle("punishing-a-child", punitive_condition=punitive, punitive_reason_recorded=reason)
    foreign, consulted = get("foreign_offender_condition"), get("immigration_consulted")
    if foreign is not False and consulted is not True:
        settle(
            "immigration-consulted",
            foreign_offender_condition=foreign,
            immigration_consulted=consulted,
        )
    direct, consents = get("direct_reparation_condition"), get("victim_consents_to_reparation")
    if direct is not False and consents is not True:
        settle(
            "victim-agrees-to-reparation",
            victim_consents_to_reparation=consents,
            direct_reparation_condition=direct,
        )


def time_limits(tally: Tally, facts: Facts) -> None:
    get, settle = facts.get, tally.settle
    last, reason = get("days_to_last_condition"), get("longer_than_usual_reason")
    age, limit = get("age_at_decision"), get("days_to_prosecution_limit")
    summary = get("summary_only_offence")
    if last is None or last >= 113:
        if reason is not True:
            settle("sixteen-weeks", days_to_last_condition=last, longer_than_usual_reason=reason)
        if last is None or last >= 141:
            settle("twenty-weeks", days_to_last_condition=last)
    if summary is not False and (last is None or limit is None or last + 21 > limit):
        settle(
            "time-left-to-charge",
            summary_only_offence=summary,
            days_to_prosecution_limit=limit,
            days_to_last_condition=last,
        )
    if (age is None or age <= 17) and (last is None or last >= 85):
        settle("long-deferral-child", age_at_decision=age, days_to_last_condition=last)
    if (age is None or age >= 18) and (last is None or last >= 121):
        settle("long-deferral-adult", age_at_decision=age, days_to_last_condition=last)
