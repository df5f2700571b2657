"""What somebody has begun to type into the forms of a page: kept for them alone behind the wall, there again when they come
back, also after they were signed out, and gone when it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from commonthread.kernel.text import clean
from commonthread.records.unfinished import drop_unfinished, keep_unfinished, take_unfinished
from commonthread.web.page import View
from commonthread.web.typed_by import FIELD

KIND = "page"
DOING, KEEP, THROW_AWAY = "do", "keep", "throw away"
NEVER_KEPT = {"csrfmiddlewaretoken", FIELD, DOING, "seen", "told", "people"}
LONGEST = 60_000
NOTHING = QueryDict()


@dataclass(frozen=True)
class Begun:
    """By what each form of the page does; a page of one form has it under nothing."""

    forms: Mapping[str, QueryDict] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.forms)

    def typed(self, doing: str = "") -> QueryDict:
        return self.forms.get(doing, NOTHING)


def keeps(look: Callable[..., object], *, but: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Declare that a page keeps what is typed, but not into the forms named in `but`. `look` raises NotAllowed, within the
    scope's transaction, for whoever may not see what the page is about."""

    def register(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **where: object) -> HttpResponse:
            token = " ".join([view.__name__, *map(str, where.values())])
            if request.method != "POST":
                with request.scope.transaction():
                    request.begun = Begun(_forms(token))
                return view(request, **where)
            request.begun, request.is_refused = Begun(), False
            doing = request.POST.getlist(DOING)
            if doing[-1:] == [KEEP]:
                with request.scope.transaction():
                    look(**where)
                    _keep(token, doing[0] if len(doing) > 1 else "", request.POST)
                return HttpResponse(status=204)
            if doing == [THROW_AWAY]:
                with request.scope.transaction():
                    drop_unfinished(token)
                return redirect(request.path)
            form, answered = (doing or [""])[0], view(request, **where)
            if form not in but:
                with request.scope.transaction():
                    _keep(token, form, NOTHING if _is_recorded(request, answered) else request.POST)
            return answered

        return answer

    return register


def refuse(request: HttpRequest, why: str) -> None:
    """Nothing was recorded: the next page says why, and what was typed stands there again."""
    messages.error(request, why)
    request.is_refused = True


def _is_recorded(request: HttpRequest, answered: HttpResponse) -> bool:
    return answered.status_code == 302 and not request.is_refused


def _forms(token: str) -> dict[str, QueryDict]:
    return {doing: _restored(cells) for doing, cells in (take_unfinished(token, KIND) or {}).items()}


def _restored(cells: Mapping[str, list[str]]) -> QueryDict:
    typed = QueryDict(mutable=True)
    for name, given in cells.items():
        typed.setlist(name, given)
    return typed


def _keep(token: str, doing: str, sent: QueryDict) -> None:
    """Beside what is kept of the page's other forms."""
    before = _forms(token)
    kept = {other: dict(typed.lists()) for other, typed in before.items() if other != doing}
    cells = {name: given for name, given in sent.lists() if name not in NEVER_KEPT and can_be_kept(given)}
    if cells and sum(len(words) for given in cells.values() for words in given) <= LONGEST:
        kept[doing] = cells
    if kept:
        keep_unfinished(token, KIND, kept)
    elif before:
        drop_unfinished(token)


def can_be_kept(given: list[str]) -> bool:
    """Nothing is worth nothing, and what no field of ours may hold is not kept either."""
    try:
        return any(clean(words).strip() for words in given)
    except ValueError:
        return False
