"""make pictures: the pages of the running demo, as they are, for docs/pictures."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.chromium import ALONE

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
WIDE, PHONE = {"width": 1280, "height": 1000}, {"width": 390, "height": 844}


def main(address: str = "http://127.0.0.1:8000") -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(ALONE))
        wide = browser.new_context(base_url=address, viewport=WIDE, locale="en-GB").new_page()
        wide.goto("/")
        _keep(wide, "1-sign-in")
        _sign_in(wide, "Amara Whitlock")
        _keep(wide, "2-start")
        wide.get_by_role("button", name="Open the household").click()
        wide.get_by_role("button", name="Open the case").click()
        if (more := wide.get_by_role("button", name="household")).count():
            more.first.click()
        _keep(wide, "3-household")
        household = wide.url
        wide.goto(household.removesuffix("/household"))
        _keep(wide, "4-person", full=True)
        person = wide.url
        wide.locator("main a[href^='/records/']").first.click()
        _keep(wide, "5-record")
        phone = browser.new_context(base_url=address, viewport=PHONE, locale="en-GB").new_page()
        phone.goto("/")
        _sign_in(phone, "Amara Whitlock")
        phone.get_by_role("button", name="Open the household").click()
        phone.get_by_role("button", name="Open the case").click()
        phone.goto(person)
        _keep(phone, "6-person-on-a-phone")
        officer = browser.new_context(base_url=address, viewport=WIDE, locale="en-GB").new_page()
        officer.goto("/")
        _sign_in(officer, "Helen Marchbank")
        officer.goto("/deliveries")
        _keep(officer, "7-deliveries")
        browser.close()


def _sign_in(page: Page, name: str) -> None:
    page.locator("tr", has_text=name).get_by_role("button").click()


def _keep(page: Page, name: str, full: bool = False) -> None:
    page.screenshot(path=FOLDER / f"{name}.jpg", type="jpeg", quality=70, full_page=full)


if __name__ == "__main__":
    main(*sys.argv[1:])
