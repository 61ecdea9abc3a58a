from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import body_lacks, file_gone
from launchready.facts.exposure import Bundle
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The original source code of the app can be read",
    impact="Competitors and attackers read your code with its comments.",
    severity=Severity.HIGH,
    rows=("exposure.source_maps",),
    references=("https://tc39.es/ecma426/", "https://cwe.mitre.org/data/definitions/540.html"),
)
def source_map_exposed(bundle: Bundle) -> Iterator[Finding]:
    """
    ## What it looks for
    A source map of one of the page's own scripts that anybody can fetch and that holds source
    files of your own: the one that a script names, or the script's address with `.map`. Maps of
    libraries alone are left out. By default one map per host is asked for.

    ## Why it matters
    A map turns the shipped script back into the files you wrote: comments, unused code,
    internal addresses, feature switches.

    ## How to fix it
    Build without public maps, or upload them to your error tracker and delete them before
    publishing.

    ## Example
    ```js
    export default { build: { sourcemap: true } };
    ```

    Use instead:
    ```js
    export default { build: { sourcemap: "hidden" } };  // and delete *.map before publishing
    ```
    """
    for script in bundle.scripts:
        if not script.map_open:
            continue
        inline = script.source_map == "inline"
        if not inline and not script.own_sources:
            continue
        where = "inside itself" if inline else f"at {script.source_map}"
        yield Finding(
            subject=script.url,
            message=f"The script {script.url} gives away its source code {where}.",
            fix="Build without public source maps (Vite `build.sourcemap: 'hidden'`, Next.js "
            "`productionBrowserSourceMaps: false`, webpack `devtool: 'hidden-source-map'`), upload "
            "them to the error tracker, and delete `*.map` before publishing.",
            verify=body_lacks(script.url, "sourceMappingURL=data:")
            if inline
            else file_gone(script.source_map),
            evidence=(
                *([] if inline else [script.source_map]),
                *script.own_sources[:4],
                *(["the map holds the source text"] if script.with_sources and not inline else []),
            ),
        )
