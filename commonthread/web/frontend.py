"""The few files that are served of the two design systems, as npm installed them."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage

INSTALLED = Path(settings.ROOT) / "node_modules"
SERVED = {
    "govuk-frontend/dist/govuk": ("govuk-frontend.min.css", "govuk-frontend.min.js"),
    "@ministryofjustice/frontend/moj": ("moj-frontend.min.css",),
    "@ministryofjustice/frontend/moj/assets": ("images/icon-*.svg",),
}


class FrontEnd(BaseFinder):
    """Without GOV.UK's type and crest, which are for GOV.UK alone."""

    def check(self, **kwargs: object) -> list[CheckMessage]:
        missing = [folder for folder in SERVED if not (INSTALLED / folder).is_dir()]
        return [
            Error(f"The front-end parts are not installed: {folder}", hint="npm ci") for folder in missing
        ]

    def find(self, path: str, find_all: bool = False) -> str | list[str]:
        found = [storage.path(name) for name, storage in self.list(None) if name == path]
        return found if find_all or not found else found[0]

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:
        for folder, patterns in SERVED.items():
            storage = FileSystemStorage(INSTALLED / folder)
            for pattern in patterns:
                for file in sorted((INSTALLED / folder).glob(pattern)):
                    yield file.relative_to(INSTALLED / folder).as_posix(), storage
