"""Several commands at once have one embedded PostgreSQL: it begins with the first and ends with the last of them."""

from contextlib import ExitStack

import psycopg
import pytest

from commonthread.serving.postgres import ADMINISTRATOR, FOR_TESTS, Cluster


@pytest.fixture
def cluster(tmp_path):
    return Cluster(tmp_path / "postgres", FOR_TESTS)


def answers(cluster: Cluster) -> bool:
    try:
        with psycopg.connect(**cluster.address(ADMINISTRATOR, "postgres")) as administrator:
            return administrator.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def test_it_is_there_until_the_last_has_gone(cluster):
    with ExitStack() as first, ExitStack() as second:
        first.enter_context(cluster.running())
        second.enter_context(cluster.running())
        first.close()
        assert answers(cluster)
        first.enter_context(cluster.running())
        second.close()
        assert answers(cluster)
    assert not answers(cluster)


def test_what_a_killed_command_left_running_ends_with_the_next(cluster):
    cluster.start()
    with cluster.running():
        assert answers(cluster)
    assert not answers(cluster)
