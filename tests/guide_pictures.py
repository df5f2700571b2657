"""make pictures: what a data protection officer and a records officer see in the running demo, for their guide."""

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
        browser.close()


def _as(browser: Browser, address: str, name: str) -> Page:
    page = browser.new_context(base_url=address, viewport=WINDOW, locale="en-GB").new_page()
    page.goto("/")
    page.locator("tr", has_text=name).get_by_role("button").click()
    return page


def _keep(page: Page, name: str) -> None:
    page.screenshot(path=FOLDER / f"{name}.png", type="png")


if __name__ == "__main__":
    main(*sys.argv[1:])
