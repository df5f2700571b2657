"""Browsers: a quick one without script, and Chromium where a page needs it."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.chromium import chromium, served, sign_in
from tests.delivering import Sender

__all__ = ["chromium", "served", "sign_in"]


@pytest.fixture
def browser(database) -> Callable[[int | None], Client]:
    """`browser(user)` is signed in as that user; `browser()` as nobody."""

    def opened(user: int | None = None) -> Client:
        client = Client(SERVER_NAME="localhost")
        if user is not None:
            client.force_login(get_user_model().objects.get(pk=user))
        return client

    return opened


@pytest.fixture
def sender(make, tmp_path) -> Sender:
    """An agency that sends deliveries, with its records officer."""
    return Sender(make, tmp_path)
