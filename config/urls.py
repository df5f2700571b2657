"""Addresses of the pages."""

from django.urls import include, path

from commonthread.web.page import addresses

urlpatterns = [path("accounts/", include("allauth.urls")), *addresses()]

handler403 = "commonthread.web.refusals.not_permitted"
handler404 = "commonthread.web.refusals.not_found"
handler500 = "commonthread.web.refusals.failed"
