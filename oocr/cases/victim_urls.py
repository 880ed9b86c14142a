"""The addresses of what is recorded of victims, and of what victims are offered. They hold numbers, never names."""

from oocr.access.pages import SIGNED_IN, page
from oocr.access.permissions import Permission
from oocr.cases.views import remedies, victims

VICTIMS = "<case:reference>/victims"
VICTIM = f"{VICTIMS}/<int:number>"

victim_pages = [
    page("victim-offers", remedies.victim_offers, needs=SIGNED_IN),
    page("victim-offers/list", remedies.make_remedy_list, needs=Permission.MANAGE_VICTIM_OFFERS),
    page(
        "victim-offers/list/<int:number>/withdraw",
        remedies.withdraw_remedy_list,
        needs=Permission.MANAGE_VICTIM_OFFERS,
    ),
    page(
        "victim-offers/services/<slug:route>",
        remedies.name_victim_service,
        needs=Permission.MANAGE_VICTIM_OFFERS,
    ),
    page(f"{VICTIMS}/add", victims.add_victim, needs=Permission.RECORD_VICTIM_VIEWS),
    page(VICTIM, victims.victim, needs=Permission.SEE_VICTIM),
    page(
        f"{VICTIM}/consent/<slug:with_whom>", victims.consent_of_victim, needs=Permission.RECORD_VICTIM_VIEWS
    ),
    page(f"{VICTIM}/<slug:what>", victims.record_of_victim, needs=Permission.RECORD_VICTIM_VIEWS),
    page(
        f"{VICTIM}/<slug:what>/<int:row>",
        victims.correct_record_of_victim,
        needs=Permission.RECORD_VICTIM_VIEWS,
    ),
]
