"""What a page says."""

from django.http import HttpResponse


def text(answer: HttpResponse) -> str:
    """Its text with tags, each gap a single space."""
    return " ".join(answer.content.decode().split())
