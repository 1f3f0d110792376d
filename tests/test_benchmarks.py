"""The benchmarks run and say what they measured; how fast it is, is for `dev.py bench`."""

import json
import shutil
import sys

import pytest

from benchmarks import pairs, run

GOALS = {
    *("G1", "G2", "G4", "G5", "G6", "G7"),
    *("G11_show", "G11_sort", "G11_filter", "G11_memory", "G11_stall"),
    *("G3", "G9", "G9_stop"),
    *("G12", "G12_grow", "G12_ms"),
    *("support_list", "support_filter", "support_form", "support_ms"),
    *("G10", "report_s"),
}
ON_LINUX = {"G10_memory"} if sys.platform == "linux" else set()


def test_every_goal_is_measured_and_written_down(tmp_path, capsys):
    file = tmp_path / "bench.json"

    run.main(["--quick", "--json", str(file)])

    printed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    found = json.loads(file.read_text(encoding="utf-8"))
    traced = {"G5_sync"} if shutil.which("strace") else set()
    assert set(found) == GOALS | ON_LINUX | traced
    for goal, each in found.items():
        assert set(each) == {"ratio", "limit", "unit", "low", "high"}
        assert each["low"] <= each["ratio"] <= each["high"]
        assert each["unit"]
        assert goal in printed
    assert found["G2"]["ratio"] == 0
    assert found.get("G5_sync", {"ratio": 1})["ratio"] == 1


def test_a_ratio_is_the_median_of_pairs_run_in_turn():
    order, taken = [], iter([9, 9, 1, 2, 1, 50, 2, 6])

    def run_of(name):
        def one():
            order.append(name)
            return next(taken)

        return one

    result = pairs.compare(run_of("A"), run_of("B"), 2, "×", 3)

    assert order == ["A", "B"] * 4
    assert (result.low, result.ratio, result.high) == (2, 3, 50)


@pytest.mark.parametrize(("ratio", "missed"), [(1.19, False), (1.21, True)])
def test_a_goal_is_missed_when_it_is_passed_by_more_than_a_fifth(ratio, missed):
    assert pairs.counted(ratio, 1, "×").missed is missed
