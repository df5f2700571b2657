"""Something more to be done in a case: what, about whom, whose, by when and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.scope import ConsentFirst
from commonthread.kernel.text import clean
from commonthread.pathways.asked import hub_partners, may_turn_to
from commonthread.pathways.queries import CaseShown, Colleague, TeamNamed, colleagues, teams
from commonthread.pathways.queries import case as find
from commonthread.pathways.tasks import add_task as add
from commonthread.web.begun import keeps
from commonthread.web.components.due_time import read_due_time
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render

LONGEST = 200


@dataclass(frozen=True)
class Owners:
    """Who may be asked to do it: by what the form sends for each."""

    colleagues: tuple[Colleague, ...]
    teams: tuple[TeamNamed, ...]
    agencies: Mapping[str, str]

    def named(self, sent: str) -> dict[str, int | str] | None:
        """As `add_task` wants it: nothing for whoever leads; None for whom there is not."""
        users = {f"user-{colleague.user}": colleague.user for colleague in self.colleagues}
        of = {f"team-{team.number}": team.number for team in self.teams}
        if not sent:
            return {}
        if sent in users:
            return {"to_user": users[sent]}
        if sent in self.agencies:
            return {"to_agency": sent}
        return {"to_team": of[sent]} if sent in of else None


@page("cases/<number:number>/tasks/add", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
@keeps(find)
def add_task(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        shown = find(number)
        may, partners = may_turn_to(number), hub_partners()
        asked = {code: name for code, name in partners.items() if code in may}
        owners = Owners(tuple(colleagues()), tuple(teams()), asked)
    if shown.closed_at:
        raise Http404
    if request.method != "POST":
        return _form(request, shown, owners, {})
    sent = request.POST
    due, reason, whose = read_due_time(sent, now()), read_reason(sent), owners.named(sent.get("to", ""))
    does, wrong_words = _does(sent.get("does", ""))
    of_case = {str(person.number): person.number for person in shown.people}
    wrong = {
        "does": wrong_words,
        "to": "" if whose is not None else "Choose whose it is",
        "day": due.wrong,
        "reason": reason.wrong,
    }
    if any(wrong.values()):
        return _form(request, shown, owners, {field: said for field, said in wrong.items() if said}, 422)
    try:
        with scope.transaction():
            task = add(
                by=scope, case=number, does=does, person=of_case.get(sent.get("person", "")), due_at=due.at,
                source=f"Time set by {scope.name}", because=reason.words, **whose,
            )  # fmt: skip
    except ConsentFirst:
        wrong = {"to": "Record the consent decision before another agency is asked"}
        return _form(request, shown, owners, wrong, 409)
    messages.success(request, "Added. It is on their list now.")
    return redirect("task", number, task)


def _does(given: str) -> tuple[str, str]:
    words = " ".join(given.split())
    if not words or len(words) > LONGEST:
        return words, f"Say what is to be done, in at most {LONGEST} characters"
    try:
        return clean(words), ""
    except ValueError as fault:
        return words, f"What you wrote {fault}"


def _form(
    request: HttpRequest, shown: CaseShown, owners: Owners, wrong: dict[str, str], status: int = 200
) -> HttpResponse:
    said = request.POST or request.begun.typed()
    context = {"case": shown, "owners": owners, "wrong": wrong, "said": said, "begun": request.begun}
    return render(request, "add_task/page.html", context, status=status)
