"""Somebody of an agency who comes from its OpenID provider."""

from dataclasses import dataclass

import requests
from django.test import Client

from tests.pages import text
from tests.provider import RunningProvider

TRUST, SCHOOL = "trust-with-provider", "school-with-provider"
SUBJECT = "staff-0417"
STRONG = "urn:example:two-factors"


@dataclass
class Person:
    client: Client
    provider: RunningProvider
    staff: requests.Session

    def sent(self, agency: str = TRUST, **given: str) -> str:
        answer = self.client.post(f"/accounts/agency/{agency}/", {"process": "login", **given})
        assert answer.status_code == 302
        return answer["Location"]

    def comes(self, subject: str = SUBJECT, agency: str = TRUST, *, second=False, level="", **given: str):
        back = self.provider.sign_in(
            self.sent(agency, **given), subject, second=second, level=level, session=self.staff
        )
        return self.client.get(back)

    def may_see(self, page: str = "/account/sessions") -> bool:
        return self.client.get(page).status_code == 200


def accounts(make, agency: str = TRUST) -> int:
    return make._owner("SELECT count(*) FROM socialaccount_socialaccount WHERE provider = %s", agency)[0]


def failures(make, why: str) -> int:
    return make._owner(
        "SELECT count(*) FROM ledger_event WHERE agency = %s AND type = 'sign-in failed' AND data ->> 'why' = %s",
        TRUST,
        why,
    )[0]


def refused(answer) -> bool:
    return answer.status_code == 403 and "Your agency’s sign-in did not work" in text(answer)
