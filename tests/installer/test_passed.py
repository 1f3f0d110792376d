from installer import passed


def test_a_build_that_passed_is_remembered_until_a_file_changes(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert not passed.has_passed()
    passed.remember()
    assert passed.has_passed()
    monkeypatch.setattr(passed, "INPUTS", ("installer",))
    assert not passed.has_passed()


def test_the_state_tells_of_new_files_too(tmp_path, monkeypatch):
    monkeypatch.setattr(passed, "INPUTS", ("installer",))
    before = passed.state()
    assert passed.state() == before
    monkeypatch.setattr(passed, "INPUTS", ("installer", "README.md"))
    assert passed.state() != before
