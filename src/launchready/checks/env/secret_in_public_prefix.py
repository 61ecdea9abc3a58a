from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from launchready.derive.commands import proof
from launchready.derive.env.names import public_prefix, secret_in_public
from launchready.derive.env.words import place
from launchready.facts.env import CodeEnvironment, Environments, Stage
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A secret is named so that the build publishes it",
    impact="Every visitor gets the key with the page, and can use it as you.",
    severity=Severity.BLOCKER,
    rows=("secrets.bundle",),
    references=(
        "https://nextjs.org/docs/app/guides/environment-variables",
        "https://vite.dev/guide/env-and-mode",
    ),
)
def secret_in_public_prefix(
    code: CodeEnvironment, environments: Environments | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    Names that begin with a prefix whose values a build writes into the browser's code
    (`NEXT_PUBLIC_`, `VITE_`, `PUBLIC_`, `REACT_APP_`, `EXPO_PUBLIC_`, `NUXT_PUBLIC_`…) and go on
    with a word for a secret: `SECRET`, `SERVICE_ROLE`, `PRIVATE`, `PASSWORD`, a model vendor's
    `API_KEY`. Keys that are meant to be public (publishable, anon, site keys) are left out.

    ## Why it matters
    The prefix is not a matter of taste: it makes the build put the value into a file that
    everybody can read. No value is needed to know that this one must not be there.

    ## How to fix it
    Rename it without the prefix, read it on the server only, and replace the key at the vendor:
    every build so far has published it.

    ## Example
    ```js
    const admin = createClient(url, process.env.NEXT_PUBLIC_SUPABASE_SERVICE_ROLE_KEY)
    ```
    Use it in server code alone:
    ```js
    const admin = createClient(url, process.env.SUPABASE_SERVICE_ROLE_KEY)
    ```
    """
    places: dict[str, list[str]] = {}
    for use in code.uses:
        if secret_in_public(use.name) and not use.aside:
            places.setdefault(use.name, []).append(f"{use.path}:{use.line}: reads {use.name}")
    for one in environments.environments if environments is not None else ():
        for variable in one.variables:
            if secret_in_public(variable.name) and one.stage is not Stage.TEST:
                places.setdefault(variable.name, []).append(
                    f"{place(one, variable)}: sets {variable.name}"
                )
    for name, evidence in places.items():
        prefix = public_prefix(name)
        yield Finding(
            subject=name,
            message=f"{name} names a secret, and {prefix} makes the build publish it.",
            fix=f"Rename it to {name.removeprefix(prefix)}, read it on the server only, and replace"
            " the key at the vendor.",
            verify=proof("git ls-files", f"! git grep -qw {quote(name)}"),
            evidence=tuple(line[:200] for line in evidence[:5]),
        )
