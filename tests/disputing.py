"""A disagreement of the police with a council about what was decided in its case."""

from commonthread.pathways.actions import close_case
from commonthread.pathways.disagreements import (
    answer_disagreement,
    decide_disagreement,
    disagreement,
    raise_disagreement,
    stages,
)
from tests.discussing import Discussion

WORDS = {"decision": "No section 47 enquiry", "why": "Two bruises", "wanted": "An enquiry today"}


class Disputed(Discussion):
    """A discussion to which the police were asked, and with whose outcome they do not agree."""

    def __init__(self, make) -> None:
        super().__init__(make)
        self.ask(self.police)
        with self.sergeant.transaction():
            self.raised = raise_disagreement(by=self.sergeant, case=self.case, **WORDS)

    def answer(self, words="We have met again", by=None, name="Ada Manager, team manager"):
        scope = by or self.worker
        with scope.transaction():
            answer_disagreement(by=scope, number=self.raised, answer=words, name=name)

    def decide(self, outcome, words="as said", by=None, name="DI Larkspur"):
        scope = by or self.sergeant
        with scope.transaction():
            decide_disagreement(by=scope, number=self.raised, outcome=outcome, words=words, name=name)

    def closes(self):
        with self.worker.transaction():
            outcomes = dict.fromkeys(self.children, "safe")
            close_case(by=self.worker, case=self.case, because="no further action", outcomes=outcomes)

    def stages(self):
        with self.sergeant.transaction():
            return stages(disagreement(self.raised).procedure, self.raised)
