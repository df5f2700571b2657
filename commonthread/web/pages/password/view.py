"""Changing one's own password, for accounts that have one here."""

from typing import Any

from allauth.account.views import PasswordChangeView
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy

from commonthread.access.permissions import Permission
from commonthread.web.page import page
from commonthread.web.rendering import frame, render


class PasswordChange(PasswordChangeView):
    template_name = "password/page.html"
    template_engine = "pages"
    success_url = reverse_lazy("account_change_password")

    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        messages.success(self.request, "Your password is changed.")
        return answer

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return super().get_context_data(**given) | {"frame": frame(self.request), "kept_here": True}


change = PasswordChange.as_view()


@page("accounts/password/change/", needs=Permission.USE_SERVICE, methods=("GET", "HEAD", "POST"))
def account_change_password(request: HttpRequest) -> HttpResponse:
    if not request.user.has_usable_password():
        return render(request, "password/page.html", {"kept_here": False})
    return change(request)
