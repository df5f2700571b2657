"""How the people of one's agency sign in: for its administrator, who invites them and orders a reset."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from commonthread.access.invitations import SigningIn, invite, people_signing_in, reset_sign_in
from commonthread.access.permissions import ROLES, Permission
from commonthread.web.page import page
from commonthread.web.rendering import render

FACTORS = {"webauthn": "passkey", "totp": "authenticator app"}
ACTIONS = {"invite": invite, "reset": reset_sign_in}


@page("administration/sign-in", needs=Permission.RUN_SERVICE)
def people_sign_in(request: HttpRequest) -> HttpResponse:
    with request.scope.transaction():
        people = people_signing_in()
    rows = [(person, ROLES[person.role].label, ways(person)) for person in people]
    return render(request, "people_sign_in/page.html", {"rows": rows})


@page("administration/sign-in/<number:person>", needs=Permission.RUN_SERVICE, methods=("GET", "HEAD", "POST"))
def person_sign_in(request: HttpRequest, person: int) -> HttpResponse:
    """Both are done with a reason. The link that they give is shown once and kept nowhere."""
    with request.scope.transaction():
        found = next((one for one in people_signing_in() if one.person == person and not one.self), None)
    if found is None:
        raise Http404
    act = ACTIONS.get(request.POST.get("do", "")) if request.method == "POST" else None
    why = request.POST.get("why", "").strip()[:500]
    context = {
        "one": found,
        "role": ROLES[found.role].label,
        "ways": ways(found),
        "why": why,
        "link": "",
        "wrong": "",
    }
    if request.method == "POST" and act and why:
        with request.scope.transaction():
            token = act(person, why=why)
        context["link"] = request.build_absolute_uri(reverse("invitation_link", args=[token]))
    elif request.method == "POST":
        context["wrong"] = "Say why, for the ledger"
    return render(request, "people_sign_in/person.html", context, status=422 if context["wrong"] else 200)


def ways(person: SigningIn) -> list[str]:
    """In words: passkey; password and authenticator app; the agency's own sign-in."""
    second = [words for kind, words in FACTORS.items() if kind in person.factors]
    found = ["the agency’s own sign-in"] if person.linked else []
    if person.password:
        found.append(
            " and ".join(["password", *second]) if second else "password, second step not set up yet"
        )
    elif second:
        found += second
    return found
