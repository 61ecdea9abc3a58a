from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.secrets.grade import Grade, grade
from launchready.derive.secrets.words import secret_finding
from launchready.facts.run import Run
from launchready.facts.secrets import BundleSecrets
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

_REMOVE = (
    "Then call the provider from your server, build again without the key, and purge the edge's "
    "cache; old builds stay readable for as long as they are served."
)


@check(
    title="Visitors can copy a working key out of the page",
    impact="Anybody can use your accounts at your cost and read what they hold.",
    severity=Severity.BLOCKER,
    rows=("secrets.bundle",),
    references=("https://cwe.mitre.org/data/definitions/200.html",),
)
def secret_in_bundle(secrets: BundleSecrets, run: Run) -> Iterator[Finding]:
    """
    ## What it looks for
    Credentials in the root page, its inline scripts and the site's own scripts; with `--deep` or
    `launchready secrets --bundle` in fifty scripts and the sources that their maps hold. An audit
    of the site alone knows the forms of some eighty issuers, one with `--repo` or `--deep` of
    five hundred. Keys made to be public (Stripe pk_, Supabase anon, Sentry DSN) are fine.

    ## Why it matters
    Bots read every script of every site for such keys all day.

    ## How to fix it
    Replace the key first. Then move the call that needs it to your server.

    ## Example
    ```ts
    new OpenAI({ apiKey: "sk-proj-...", dangerouslyAllowBrowser: true })
    ```

    Use instead:
    ```ts
    await fetch("/api/chat", { method: "POST", body }) // the server holds the key
    ```
    """
    for secret in secrets.found:
        if grade(secret, run.at) in {Grade.EVERYTHING, Grade.LIVE}:
            url = secret.places[0].path
            yield secret_finding(secret, _REMOVE, f"launchready secrets --bundle {url}")
