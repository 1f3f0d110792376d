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
