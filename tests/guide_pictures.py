"""make pictures: what the guides show of the running demo, for data protection officers and for practitioners."""

import re
import shutil
import sys
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import ALONE
from tests.film_strip import FOLDER

WINDOW = {"width": 1000, "height": 760}
WHAT_IF = {"viewer": "kind:school", "role": "school_lead", "holder": "kind:health provider", "category": "health",
           "purpose": "finding a missing person"}  # fmt: skip
OFFICER = {
    "guide-2-questions": "/ledger/questions",
    "guide-3-broken-glass": "/glass/reviews",
    "guide-4-agreements": "/agreements",
    "guide-5-flows": "/flows?" + urlencode({"purpose": "a section 47 enquiry"}),
    "guide-6-what-if": "/what-if?" + urlencode(WHAT_IF),
    "guide-7-checkpoints": "/ledger/checkpoints",
}
HUB = {
    "practice-2-front-door": "/front-door",
    "practice-4-work": "/work?of=team",
    "practice-5-hand-over": "/work/hand-over",
}
KEEPER = {"guide-8-keeping": "/keeping", "guide-9-requests": "/persons-requests"}


def main(address: str = "http://127.0.0.1:8000") -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(ALONE))
        worker = _as(browser, address, "Amara Whitlock")
        worker.get_by_role("button", name="Open the household").first.click()
        worker.get_by_role("button", name="Open the case").click()
        person = re.search(r"/people/(\d+)", worker.url)[1]
        worker.goto(f"/people/{person}")
        officer = _as(browser, address, "Imogen Farr")
        officer.goto("/ledger")
        officer.get_by_label("The person’s number").fill(f"P-{person}")
        officer.get_by_label("Why do you look?").fill("A complaint of 14 November")
        officer.get_by_role("button", name="Show who read").click()
        _keep(officer, "guide-1-who-saw")
        for name, page in OFFICER.items():
            officer.goto(page)
            _keep(officer, name)
        keeper = _as(browser, address, "Helen Marchbank")
        for name, page in KEEPER.items():
            keeper.goto(page)
            _keep(keeper, name)
        _practice(browser, address)
        browser.close()


def _practice(browser: Browser, address: str) -> None:
    anybody = browser.new_context(base_url=address, viewport=WINDOW, locale="en-GB").new_page()
    anybody.goto("/tell-us")
    _keep(anybody, "practice-1-tell")
    hub = _as(browser, address, "Amara Whitlock")
    for name, page in HUB.items():
        hub.goto(page)
        _keep(hub, name)
    hub.goto("/front-door?only=amber")
    hub.locator("main table a").first.click()
    _keep(hub, "practice-3-triage")
    worker = _as(browser, address, "Priya Ashdown")
    worker.goto("/meetings")
    coming, held = (worker.locator("main table a").nth(place).get_attribute("href") for place in range(2))
    worker.goto(coming)
    _keep(worker, "practice-7-meeting")
    worker.goto(f"{held}/minutes")
    _keep(worker, "practice-8-minutes")
    sergeant = _as(browser, address, "Marek Holloway")
    sergeant.goto("/work/supervision")
    _keep(sergeant, "practice-10-supervision")
    sergeant.goto("/cases")
    investigated = sergeant.locator("main table a").first.get_attribute("href")
    sergeant.goto(f"{investigated}/investigation")
    _keep(sergeant, "practice-9-investigation")
    hub.goto("/notices/sent")
    hub.locator("main table a").first.click()
    _keep(hub, "practice-6-notice")


def _as(browser: Browser, address: str, name: str) -> Page:
    page = browser.new_context(base_url=address, viewport=WINDOW, locale="en-GB").new_page()
    page.goto("/")
    page.locator("tr", has_text=name).get_by_role("button").click()
    return page


def _keep(page: Page, name: str) -> None:
    page.screenshot(path=FOLDER / f"{name}.png", type="png")


if __name__ == "__main__":
    main(*sys.argv[1:])
