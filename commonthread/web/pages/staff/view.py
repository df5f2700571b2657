"""The people of one's own agency and their posts, for its administrator; and the same list for a review of access."""

import csv
import io

from django.http import HttpRequest, HttpResponse

from commonthread.access.accounts import UNUSED, Account, Standing, accounts, export_accounts, unused_accounts
from commonthread.access.permissions import ROLES, Permission
from commonthread.kernel.dates import in_england
from commonthread.pathways.escalation import untold
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.page import page
from commonthread.web.rendering import render

STANDINGS = {
    "": "Everybody",
    Standing.NOW.value: "In a post today",
    Standing.TO_COME.value: "Whose post is to come",
    Standing.ENDED.value: "Whose post has ended",
    UNUSED: "Not used for 90 days",
}
COLUMNS = ("username", "name", "e-mail", "role", "team", "from", "until", "standing", "last signed in")
# A spreadsheet takes what begins with one of these for a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
LONGEST_SEARCH = 100


@page("staff", needs=Permission.RUN_SERVICE)
def staff(request: HttpRequest) -> HttpResponse:
    number = asked_for(request)
    search = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    standing = request.GET.get("standing", "")
    standing = standing if standing in STANDINGS else ""
    with request.scope.transaction():
        found = accounts(search=search, standing=standing, **limits(number))
        unused, unheard = unused_accounts(), untold()
    context = {
        "part": part(found, number),
        "search": search,
        "standing": standing,
        "standings": STANDINGS,
        "unused": unused,
        "unheard": unheard,
        "roles": ROLES,
    }
    return render(request, "staff/page.html", context)


@page("staff/accounts.csv", needs=Permission.RUN_SERVICE)
def staff_csv(request: HttpRequest) -> HttpResponse:
    with request.scope.transaction():
        found = export_accounts()
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(account) for account in found)
    response = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="accounts.csv"'
    return response


def _row(account: Account) -> list[str]:
    times = (account.from_at, account.until_at)
    first, last = (in_england(at).strftime("%Y-%m-%d %H:%M") if at else "" for at in times)
    used = in_england(account.last_used).strftime("%Y-%m-%d") if account.last_used else "never"
    cells = [account.username, account.name, account.email, ROLES[account.role].label, account.team, first, last,
             account.standing.value, used]  # fmt: skip
    return [f"'{cell}" if cell.startswith(FORMULAS) else cell for cell in cells]
