"""The folder of real input is found by its variable."""

from commonthread.kernel.data_folder import data_folder


def test_the_variable_names_the_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("COMMONTHREAD_DATA", str(tmp_path))
    assert data_folder() == tmp_path


def test_an_absent_folder_is_none(monkeypatch, tmp_path):
    monkeypatch.setenv("COMMONTHREAD_DATA", str(tmp_path / "absent"))
    assert data_folder() is None
