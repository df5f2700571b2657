"""Codes for an emergency: shown once, each good for one sign-in."""

from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes, view_recovery_codes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.sign_ins import Change, note_account
from commonthread.web.proof import has_second_factor
from commonthread.web.rendering import render
from commonthread.web.setting_up import own_page, where_to


@own_page("accounts/second-step/codes/")
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Seen for the first time they are shown; made anew, those before no longer work."""
    if not has_second_factor(request.user):
        return redirect("set_up_second_factor")
    if request.method == "POST":
        generate_recovery_codes(request)
        note_account(request.user.pk, Change.CODES_RENEWED)
        return redirect("recovery_codes")
    kept, fresh = view_recovery_codes(request)
    codes = kept.get_unused_codes() if kept else []
    return render(
        request,
        "recovery_codes/page.html",
        {"codes": codes if fresh else [], "left": len(codes), "going": where_to(request)},
    )
