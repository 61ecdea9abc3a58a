from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.secrets.grade import Topic, topic
from launchready.derive.secrets.words import out_of_files, secret_finding
from launchready.facts.run import Run
from launchready.facts.secrets import FileSecrets
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Code holds values that look like secrets",
    impact="If one of them is real, anyone with the code can use it.",
    severity=Severity.MEDIUM,
    rows=("secrets.tree",),
    references=("https://cwe.mitre.org/data/definitions/798.html",),
)
def possible_secret_in_code(secrets: FileSecrets, run: Run) -> Iterator[Finding]:
    r"""
    ## What it looks for
    A long, random-looking text in code that is given to a name such as `apiSecret` or
    `password`, or a signed token that still holds. No provider's form proves that it works.

    ## Why it matters
    A person has to look at each once: a real one is worth as much as a key in a known form.

    ## How to fix it
    If it is real, replace it and read it from the environment. If not, accept the finding by
    its fingerprint with the reason.

    ## Example
    ```ts
    const apiSecret = "f3a9..."
    ```

    Use instead:
    ```ts
    const apiSecret = process.env.API_SECRET
    ```
    """
    verify = "launchready secrets ."
    for secret in secrets.found:
        if topic(secret, run.at) is Topic.CODE:
            yield secret_finding(secret, out_of_files(secret), verify)
