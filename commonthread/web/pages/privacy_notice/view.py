"""What is done with people's data, for the people themselves: made from the agreements in force."""

from django.http import HttpRequest, HttpResponse

from commonthread.feeds.processing import (
    ANY_OF_THEM,
    JOINT,
    activities,
    published,
    sharing_in_words,
    who_answers,
)
from commonthread.web.page import Open, page
from commonthread.web.rendering import render
from commonthread.web.words import today


@page("privacy", needs=Open.TO_ANYONE)
def privacy_notice(request: HttpRequest) -> HttpResponse:
    found = published()
    context = {
        "activities": activities(found),
        "sharing": sharing_in_words(found),
        "answers": who_answers(found),
        "joint": JOINT,
        "any_of_them": ANY_OF_THEM,
        "on": today(),
    }
    return render(request, "privacy_notice/page.html", context)
