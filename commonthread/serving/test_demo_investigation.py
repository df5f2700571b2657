"""The demo's investigation is there once, with its review on the supervisor's list."""

from commonthread.access.demo import account
from commonthread.access.scope import open_scope
from commonthread.pathways.investigation import PartIn, accounts, lacks_to_close, parts, plans
from commonthread.pathways.work import Chosen, Whose, work
from commonthread.serving.demo import set_up_agencies
from commonthread.serving.demo_investigation import STORY, bring_investigation


def test_it_is_there_once(fresh_database, make):
    set_up_agencies()
    child = make.person()
    make.case(open_scope(account("investigator").pk), make.person())
    for _ in range(2):
        bring_investigation({STORY: child})
    sergeant = open_scope(account("police.sergeant").pk)
    with sergeant.transaction():
        (late,) = work(Whose.MINE, Chosen(overdue=True)).items
        assert (late.step.name, late.owner) == ("direction", sergeant.name)
        assert [len(plan.tasks) for plan in plans(late.case)] == [3]
        assert parts(late.case)[child].part is PartIn.VICTIM
        assert accounts(late.case).keys() == {child}
        assert lacks_to_close(late.case)
