"""Addresses of the pages."""

from commonthread.web.page import addresses

urlpatterns = addresses()

handler403 = "commonthread.web.refusals.not_permitted"
handler404 = "commonthread.web.refusals.not_found"
handler429 = "commonthread.web.refusals.too_fast"
handler500 = "commonthread.web.refusals.failed"
