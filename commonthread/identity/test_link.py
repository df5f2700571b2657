"""From mentions to people, in batch and as news arrives."""

import random
from collections import defaultdict

import pytest

from commonthread.identity.block import keys
from commonthread.identity.constraints import Constraints
from commonthread.identity.delta import link_delta
from commonthread.identity.link import Why, link_batch
from commonthread.identity.model import load

MODEL = load().among(1000)


class Memory:
    """Known mentions by their keys."""

    def __init__(self, mentions):
        self.mentions = {mention.number: mention for mention in mentions}
        self.bearers = defaultdict(list)
        for mention in mentions:
            for key in keys(mention):
                self.bearers[key].append(mention)

    def sharing(self, asked):
        return [mention for key in asked for mention in self.bearers.get(key, ())]

    def numbered(self, numbers):
        return [self.mentions[number] for number in numbers if number in self.mentions]


def persons(answer) -> dict[int, int]:
    return dict(zip(answer.numbers.tolist(), answer.persons.tolist(), strict=True))


@pytest.fixture(scope="module")
def batch(town):
    return link_batch(town, MODEL)


def test_mentions_of_one_person_come_together(batch):
    sizes = [len(members) for members in batch.clusters()]
    assert sum(sizes) == len(batch.numbers)
    assert 300 < len(sizes) < 520


def test_the_order_of_reading_makes_no_difference(town, batch):
    shuffled = random.Random(7).sample(town, len(town))
    again = link_batch(shuffled, MODEL)
    assert persons(again) == persons(batch)
    assert set(again.reviewables) == set(batch.reviewables)


@pytest.mark.parametrize("new", [1, 20, 200])
def test_news_gives_the_answer_that_a_batch_gives(town, batch, new):
    shuffled = random.Random(new).sample(town, len(town))
    known = shuffled[new:]
    answer = persons(link_batch(known, MODEL)) | persons(link_delta(shuffled[:new], Memory(known), MODEL))
    assert answer == persons(batch)


def largest(batch) -> tuple[int, ...]:
    return max(batch.clusters(), key=len)


def test_what_people_held_apart_stays_apart_and_is_not_asked_again(town, batch):
    one, other, *_ = largest(batch)
    answer = link_batch(town, MODEL, Constraints(apart=frozenset([(one, other)])))
    assert persons(answer)[one] != persons(answer)[other]
    pairs = {frozenset((persons(answer)[r.left], persons(answer)[r.right])) for r in answer.reviewables}
    assert frozenset((persons(answer)[one], persons(answer)[other])) not in pairs


def test_an_identity_that_must_not_be_bridged_is_not_bridged_by_a_third(town, batch):
    one, other, *rest = largest(batch)
    constraints = Constraints(never_bridged=((frozenset([one]), frozenset([other, *rest])),))
    answer = persons(link_batch(town, MODEL, constraints))
    assert answer[one] not in {answer[number] for number in (other, *rest)}


def test_what_people_joined_is_joined_in_batch_and_in_delta(town, batch):
    one, other = (members[0] for members in list(batch.clusters())[:2])
    constraints = Constraints(together=frozenset([(one, other)]))
    answer = persons(link_batch(town, MODEL, constraints))
    assert answer[one] == answer[other]
    known = Memory([mention for mention in town if mention.number != one])
    news = persons(link_delta([m for m in town if m.number == one], known, MODEL, constraints))
    assert news.items() <= answer.items()


def test_what_falls_between_the_thresholds_is_for_people(batch):
    assert batch.reviewables
    for pair in batch.reviewables:
        assert persons(batch)[pair.left] != persons(batch)[pair.right]
        assert MODEL.review_at <= pair.weight
        assert pair.why is not Why.BETWEEN or pair.weight < MODEL.link_at


def test_each_mention_tells_with_which_other_it_agrees_best(batch):
    told = persons(batch)
    for number, person, weight, beside in zip(
        *(side.tolist() for side in (batch.numbers, batch.persons, batch.weights, batch.beside)), strict=True
    ):
        assert told[beside] == person
        assert beside == number or weight > 0


def test_no_mentions_give_no_people():
    assert list(link_batch([], MODEL).clusters()) == []
