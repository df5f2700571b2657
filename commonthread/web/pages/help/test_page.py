"""Help is open to anyone, and says nothing about anybody."""


def test_help_opens_without_signing_in(browser):
    answer = browser().get("/help")
    assert answer.status_code == 200
    assert "Say why you look" in answer.content.decode()
