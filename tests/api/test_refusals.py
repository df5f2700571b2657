"""What the API refuses it refuses with the rule and whom to ask, to a caller whom it knows."""

from commonthread.access.client_terms import ClientScope
from commonthread.access.terms import Purpose
from commonthread.web.api.problems import PROBLEMS

RECEIPTS = "/api/v1/deliveries"


def test_every_refusal_says_which_rule_it_was_and_whom_to_ask_to_a_caller_whom_we_know(make, caller):
    make.feed_agreement(agency := make.agency())
    here, without = caller(agency=agency), caller(scopes=[ClientScope.ASK])
    query = {"identifier": [{"value": "9990000018", "system": "https://fhir.nhs.uk/Id/nhs-number"}]}
    inspecting = {
        "RequestedData": {"Query": query},
        "AssertedPurpose": Purpose.INSPECTION,
        "reason": "Call 1182",
    }
    refused = {
        "no-scope": without.get(RECEIPTS),
        "not-your-purpose": here.post("/api/v1/match", inspecting),
        "not-found": here.get(f"{RECEIPTS}/999999999"),
        "wrong-method": here.call("DELETE", RECEIPTS, token=here.token),
        "not-valid": here.post("/api/v1/match", {}),
        "rejected": here.post("/api/v1/records", {"kind": "referral"}),
        "unreadable": here.call(
            "POST", "/api/v1/match", body=b"{", content_type="application/json", token=here.token
        ),
        "wrong-type": here.call(
            "POST", "/api/v1/deliveries", body=b"x", content_type="text/plain", token=here.token
        ),
    }
    for name, answer in refused.items():
        said = answer.json()
        assert said["type"].endswith(f"#problem-{name}"), (name, said)
        assert said["rule"], name
        assert said["ask"], name
    assert all(problem.rule and problem.ask for problem in PROBLEMS if problem.name != "no-token")
