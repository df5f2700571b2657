"""The Jinja environment of the pages: our templates, GOV.UK's macros, and the words for times and people."""

from pathlib import Path
from typing import Any

from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader, Undefined
from jinja2.utils import missing

from commonthread.web.page import pages
from commonthread.web.words import FILTERS

HERE = Path(__file__).parent
TEMPLATES = (HERE / "pages", HERE / "components")


class Careful(Undefined):
    """A name or an attribute that does not exist stops the page: a blank would read as *nothing known*.

    Absent options of GOV.UK's macros, which are dictionaries, stay blank.
    """

    def _is_an_option(self) -> bool:
        by_expression = self._undefined_obj is missing and self._undefined_hint is not None
        return by_expression or isinstance(self._undefined_obj, dict)

    def __str__(self) -> str:
        return super().__str__() if self._is_an_option() else self._fail_with_undefined_error()

    def __bool__(self) -> bool:
        return super().__bool__() if self._is_an_option() else self._fail_with_undefined_error()

    def __iter__(self):
        return super().__iter__() if self._is_an_option() else self._fail_with_undefined_error()

    def __len__(self) -> int:
        return super().__len__() if self._is_an_option() else self._fail_with_undefined_error()


def _url(name: str, *given: object) -> str:
    return reverse(name, args=given)


def environment(**options: Any) -> Environment:
    """Named by TEMPLATES in the settings; autoescape is Django's."""
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options |= {
        "loader": ChoiceLoader([FileSystemLoader(TEMPLATES), macros]),
        "undefined": Careful,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    made = Environment(**options)
    made.filters.update(FILTERS)
    made.globals["url"] = _url
    made.globals["there"] = lambda name: name in pages()
    # GOV.UK's macros were turned from JavaScript and still name this.
    made.globals["undefined"] = Careful(hint="not given")
    return made
