"""Journeys are made in a real browser."""

from tests.chromium import chromium, served, sign_in

__all__ = ["chromium", "served", "sign_in"]
