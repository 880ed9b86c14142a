"""The addresses of this room, and who may open each."""

from oocr.access.pages import page
from oocr.access.permissions import Permission
from oocr.referrals import views

urlpatterns = [
    page("", views.referrals, needs=Permission.SEE_REFERRALS),
    page("<int:number>", views.referral, needs=Permission.SEE_REFERRALS),
]
