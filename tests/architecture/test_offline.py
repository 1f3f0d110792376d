"""The program is offline: it imports nothing that talks, and its main job opens no connection."""

import subprocess
import sys

from tests.architecture.sources import ROOT, imported, modules, name

TALKING = {
    *("socket", "ssl", "http", "urllib", "ftplib", "smtplib", "poplib", "imaplib", "xmlrpc"),
    *("asyncio", "socketserver", "webbrowser", "requests", "httpx", "aiohttp", "urllib3"),
}
TALKING_QT = {"PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebSockets"}
# Ends the process at the first thing a program does to reach another machine.
GUARD = """
import os, sys
def guard(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.bind", "urllib.Request"}:
        os.write(2, event.encode())
        os._exit(77)
sys.addaudithook(guard)
"""
MAIN_JOB = """
from ktt_desktop.__main__ import main
sys.exit(main(["cli", "demo", "--folder", sys.argv[1]]))
"""


def run(program, folder):
    return subprocess.run(
        [sys.executable, "-c", GUARD + program, str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )


def test_no_module_imports_anything_that_talks():
    for path, tree in modules().items():
        for each in imported(tree):
            assert each.partition(".")[0] not in TALKING, name(path)
            assert each not in TALKING_QT, name(path)


def test_the_whole_main_job_reaches_for_no_other_machine(tmp_path):
    result = run(MAIN_JOB, tmp_path)
    assert result.returncode == 0, result.stderr.decode()
    assert list(tmp_path.glob("*.kttt"))


def test_the_guard_would_notice(tmp_path):
    result = run("import socket; socket.getaddrinfo('localhost', 80)", tmp_path)
    assert result.returncode == 77
