from installer.windows.smoke.checks import Checks


def test_the_closing_line_counts_what_held_and_what_did_not(capsys):
    checks = Checks()
    assert checks.check("this holds", held=True)
    assert not checks.check("this does not", held="", detail=3)
    assert checks.closing_line() == "1 passed, 1 failed"
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("ok")
    assert printed[1].startswith("FAIL")
    assert printed[1].endswith("this does not: 3")


def test_a_slow_machine_is_told_but_fails_nothing(capsys):
    checks = Checks()
    checks.measure("start", 1.2, 1.5, "2 s against 1.7 s")
    checks.measure("start", 1.9, 1.5, "3 s against 1.6 s")
    good, bad = capsys.readouterr().out.splitlines()
    assert "1.20, limit 1.5 (" in good
    assert "OVER THE LIMIT" in bad
    assert checks.closing_line() == "0 passed, 0 failed"
