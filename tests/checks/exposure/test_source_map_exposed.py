from __future__ import annotations

import pytest
from tests.checks.exposure.bundles import URL, bundle
from tests.checks.findings import complete

from launchready.checks.exposure.source_map_exposed import source_map_exposed as check
from launchready.facts.exposure import Bundle, Script


def test_fires_in_words_a_founder_understands() -> None:
    found = bundle(
        Script(
            URL,
            source_map=URL + ".map",
            map_open=True,
            own_sources=("src/cart.ts",),
            with_sources=True,
        )
    )
    [finding] = complete(check.judge(found))
    assert (
        finding.message
        == "The script https://shop.example/app.js gives away its source code at https://shop.example/app.js.map."
    )
    assert finding.subject == "https://shop.example/app.js"


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(
            bundle(
                Script(
                    URL,
                    source_map=URL + ".map",
                    map_open=True,
                    own_sources=("src/cart.ts",),
                    with_sources=True,
                )
            ),
            id="its own sources",
        ),
        pytest.param(
            bundle(Script(URL, source_map="inline", map_open=True)), id="inside the script"
        ),
    ],
)
def test_fires(found: Bundle) -> None:
    assert list(check.judge(found))


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(bundle(Script(URL, source_map=URL + ".map")), id="closed"),
        pytest.param(
            bundle(Script(URL, source_map=URL + ".map", map_open=True)), id="a library's map"
        ),
        pytest.param(Bundle("shop.example"), id="no scripts"),
    ],
)
def test_stays_quiet(found: Bundle) -> None:
    assert list(check.judge(found)) == []
