"""What whoever has the pen does on a meeting's page."""

from playwright.sync_api import Page, expect


def write(window: Page, words: str, sort: str, about: int, threshold: str = "") -> None:
    window.locator("#sort").select_option(sort)
    window.locator("#person").select_option(str(about))
    if threshold:
        window.locator("#threshold").select_option(threshold)
    window.locator("#words").fill(words)
    window.get_by_role("button", name="Write it down", exact=True).first.click()
    expect(window.locator("#kept")).to_have_text("Written down.")
