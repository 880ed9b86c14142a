"""The addresses of this room, and who may open each."""

from oocr.access.pages import PUBLIC, SIGNED_IN, page
from oocr.access.permissions import Permission
from oocr.access.views import accounts, ledger, own, signing_in

ADMINISTRATOR = Permission.MANAGE_ACCOUNTS
ACCOUNT = "accounts/<int:number>"

urlpatterns = [
    page("sign-in", signing_in.sign_in, needs=PUBLIC),
    page("sign-in/as/<slug:key>", signing_in.sign_in_as, needs=PUBLIC),
    page("sign-in/second-step", signing_in.second_step, needs=PUBLIC),
    page("sign-in/set-up", signing_in.set_up_second_step, needs=PUBLIC),
    page("sign-in/at/<slug:key>", signing_in.sign_in_at, needs=PUBLIC),
    page("sign-in/at/<slug:key>/back", signing_in.come_back_from, needs=PUBLIC),
    page("sign-out", signing_in.sign_out, needs=PUBLIC),
    page("signed-out", signing_in.signed_out, needs=PUBLIC),
    page("session-ended", signing_in.session_ended, needs=PUBLIC),
    page("stay-signed-in", signing_in.stay_signed_in, needs=SIGNED_IN),
    page("forgotten-password", signing_in.forgotten_password, needs=PUBLIC),
    page("choose-password", signing_in.choose_password, needs=PUBLIC),
    page("choose-password/<str:user>/<str:token>", signing_in.open_link, needs=PUBLIC),
    page("your-account", own.own_account, needs=SIGNED_IN),
    page("your-account/recovery-codes", own.new_recovery_codes, needs=SIGNED_IN),
    page("why", own.why, needs=SIGNED_IN),
    page("roles", own.matrix, needs=SIGNED_IN),
    page("accounts", accounts.people, needs=ADMINISTRATOR, name="accounts"),
    page("accounts/add", accounts.add_account, needs=ADMINISTRATOR),
    page(ACCOUNT, accounts.account, needs=ADMINISTRATOR),
    page(f"{ACCOUNT}/invite", accounts.invite, needs=ADMINISTRATOR),
    page(f"{ACCOUNT}/reset-second-step", accounts.reset_second_step, needs=ADMINISTRATOR),
    page(f"{ACCOUNT}/forget-refusals", accounts.forget_refusals, needs=ADMINISTRATOR),
    page(f"{ACCOUNT}/roles/add", accounts.grant_role, needs=ADMINISTRATOR),
    page(f"{ACCOUNT}/roles/<int:held>/end", accounts.end_role, needs=ADMINISTRATOR),
    page(f"{ACCOUNT}/ranks/add", accounts.record_rank, needs=ADMINISTRATOR),
    page(f"{ACCOUNT}/<slug:move>", accounts.move_account, needs=ADMINISTRATOR),
    page("agencies", accounts.agencies, needs=ADMINISTRATOR),
    page("agencies/add", accounts.add_agency, needs=ADMINISTRATOR),
    page("ledger", ledger.search, needs=Permission.SEE_LEDGER, name="ledger"),
    page("ledger.csv", ledger.export, needs=Permission.SEE_LEDGER, name="ledger_csv"),
]
