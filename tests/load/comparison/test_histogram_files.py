from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.load import samples

from launchready.facts.load import RouteTimings
from launchready.load.telling.hdr_files import write_histograms
from launchready.load.trouble import LoadError

NAMES = ("before", "after")


def test_histograms_are_files_that_other_tools_read(tmp_path: Path) -> None:
    timings = (samples.timings("load", 240, 120),)
    count = write_histograms(
        tmp_path / "hdr", samples.facts_of(RouteTimings("checkout", phases=timings))
    )
    files = sorted(one.name for one in (tmp_path / "hdr").iterdir())
    assert len(files) == count + 1
    assert "checkout-load-response.hgrm" in files
    table = (tmp_path / "hdr" / "checkout-load-response.hgrm").read_text()
    assert table.startswith("       Value")
    index = json.loads((tmp_path / "hdr" / "histograms.json").read_text())["histograms"]
    assert index[0]["hdr_v2"].startswith("HISTFA")


def test_a_table_of_histograms_says_which_route_it_is_of(tmp_path: Path) -> None:
    pair = (
        RouteTimings(one, phases=(samples.timings("load", 9, 80),)) for one in ("/login", "login")
    )
    write_histograms(tmp_path, samples.facts_of(*pair))
    lasts = {one.name: one.read_text().splitlines()[-1] for one in tmp_path.glob("login*.hgrm")}
    wanted = '#[route = "/login", phase = "load", what = "response"]'
    assert lasts["login-load-response.hgrm"] == wanted
    assert lasts["login-load-response-2.hgrm"] == wanted.replace("/", "")


def test_names_of_routes_cannot_leave_the_folder_or_hide_each_other(tmp_path: Path) -> None:
    names = ("../../etc/passwd", "a b", "a-b", "\u202e")
    routes = (RouteTimings(name, phases=(samples.timings("load", 9, 80),)) for name in names)
    write_histograms(tmp_path / "hdr", samples.facts_of(*routes))
    written = sorted(one.name for one in (tmp_path / "hdr").iterdir())
    assert "etc-passwd-load-response.hgrm" in written
    assert {"a-b-load-response.hgrm", "a-b-load-response-2.hgrm"} <= set(written)
    with pytest.raises(LoadError, match="cannot be written"):
        write_histograms(tmp_path / "hdr" / "histograms.json", samples.everything())
