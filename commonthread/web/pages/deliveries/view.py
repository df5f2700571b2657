"""What one's agency has sent, the newest first: what became of it, and what is still to be put right."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.feeds import queries
from commonthread.web.components.delivery import told
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("deliveries", needs=Permission.SEE_DELIVERIES)
def deliveries(request: HttpRequest) -> HttpResponse:
    number = asked_for(request)
    with request.scope.transaction():
        found = queries.deliveries(**limits(number))
    return render(request, "deliveries/page.html", {"part": part([told(each) for each in found], number)})
