"""The delivery store, where several processes keep files at once."""

from commonthread.feeds.store import ARRIVING, DeliveryStore


def test_a_copy_that_another_process_finishes_meanwhile_is_passed_over(tmp_path):
    # What stood in the folder's list a moment ago, and is there no more.
    (tmp_path / f"{ARRIVING}gone").symlink_to(tmp_path / "put in its place")
    sent = tmp_path / "home_visit.csv"
    sent.write_text("key\n", encoding="utf-8")
    assert DeliveryStore(tmp_path).keep([sent]).size == 4
