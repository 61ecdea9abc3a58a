from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.secrets.grade import Topic, topic
from launchready.derive.secrets.words import out_of_files, secret_finding
from launchready.facts.run import Run
from launchready.facts.secrets import FileSecrets
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A working key is written into a file of the repository",
    impact="Anyone with the code can use your accounts.",
    severity=Severity.BLOCKER,
    rows=("secrets.tree",),
    references=(
        "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
        "https://cwe.mitre.org/data/definitions/798.html",
    ),
)
def secret_in_repo(secrets: FileSecrets, run: Run) -> Iterator[Finding]:
    r"""
    ## What it looks for
    A credential in the form that its provider gives it (Stripe, AWS, GitHub and some five
    hundred more), a connection string with a password, a private key, or a value that a secret's
    name is given in a file of settings. Files that git ignores are left alone, as are keys that
    are made to be public, tokens that ran out, and what only tests and examples hold.

    ## Why it matters
    Code is copied to laptops, build machines, contractors and assistants. Each copy opens what
    the key opens, and nobody can tell who used it.

    ## How to fix it
    Replace the key at its issuer first. Then read it from the environment and set it in the
    platform's secret store.

    ## Example
    ```ts
    const stripe = new Stripe("sk_live_...")
    ```

    Use instead:
    ```ts
    const stripe = new Stripe(process.env.STRIPE_SECRET_KEY)
    ```
    """
    verify = "launchready secrets ."
    for secret in secrets.found:
        if topic(secret, run.at) is Topic.FILE:
            yield secret_finding(secret, out_of_files(secret), verify)
