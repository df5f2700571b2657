"""The step of signing in at which a second factor is asked for."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from commonthread.web.proof import came_by_provider


class SecondFactorStage(AuthenticateStage):
    def _should_handle(self, request: HttpRequest) -> bool:
        """Not where the agency's own provider has just asked for one, and is trusted to."""
        by_provider = came_by_provider(request, self.login.user)
        vouched = bool(by_provider and by_provider["second_factor"])
        return not vouched and super()._should_handle(request)
