from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.secrets.grade import Grade, grade
from launchready.derive.secrets.words import secret_finding
from launchready.facts.run import Run
from launchready.facts.secrets import BundleSecrets
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

_REMOVE = "If it is a secret, use it on the server only and build again."


@check(
    title="The page's code holds values that look like secrets",
    impact="If one of them is real, any visitor can use it.",
    severity=Severity.MEDIUM,
    rows=("secrets.bundle",),
    references=("https://cwe.mitre.org/data/definitions/200.html",),
)
def possible_secret_in_bundle(secrets: BundleSecrets, run: Run) -> Iterator[Finding]:
    """
    ## What it looks for
    A long, random-looking text in shipped code that is given to a name such as `apiSecret`, or a
    signed token that still holds; and names of variables that a build publishes although they
    speak of a secret.

    ## Why it matters
    Nothing in shipped code is private. A person has to look at each of these once.

    ## How to fix it
    If it is a secret, replace it and use it on the server only. If not, accept the finding by
    its fingerprint with the reason.

    ## Example
    ```js
    const config = { apiSecret: "f3a9c1..." }
    ```

    Use instead:
    ```js
    const config = await fetch("/api/config").then((r) => r.json())
    ```
    """
    for secret in secrets.found:
        if grade(secret, run.at) is Grade.LIKELY:
            url = secret.places[0].path
            yield secret_finding(secret, _REMOVE, f"launchready secrets --bundle {url}")
    for one in secrets.public_variables:
        yield Finding(
            subject=one.name,
            message=f"Shipped code names {one.name}, which speaks of a secret.",
            fix=f"Read {one.name} on the server only, without its public prefix, and replace its "
            "value if a build ever held it.",
            verify=f"launchready secrets --bundle {one.path}",
            evidence=(f"{one.path}, line {one.line}: {one.name}",),
        )
