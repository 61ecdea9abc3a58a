from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.secrets.grade import Topic, topic
from launchready.derive.secrets.words import out_of_files, secret_finding
from launchready.facts.run import Run
from launchready.facts.secrets import FileSecrets
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A key that opens everything is in the repository",
    impact="Whoever finds it reads, changes and deletes all customers' data, past every rule.",
    severity=Severity.BLOCKER,
    rows=(
        "secrets.tree",
        "secrets.history",
    ),
    references=(
        "https://supabase.com/docs/guides/api/api-keys",
        "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
    ),
)
def service_role_key_exposed(secrets: FileSecrets, run: Run) -> Iterator[Finding]:
    r"""
    ## What it looks for
    A Supabase service_role key (a signed token that claims that role) or secret key, a
    management token, or an organization's admin key, in a tracked file.

    ## Why it matters
    These keys skip row level security and every permission of a user. One copy is enough.

    ## How to fix it
    Roll the key today, use it on the server only, and give browsers the anon or publishable
    key with row level security on.

    ## Example
    ```ts
    const db = createClient(url, "eyJ... role: service_role")
    ```

    Use instead:
    ```ts
    const db = createClient(url, process.env.NEXT_PUBLIC_SUPABASE_ANON_KEY)
    ```
    """
    verify = "launchready secrets ."
    for secret in secrets.found:
        if topic(secret, run.at) is Topic.ADMIN:
            yield secret_finding(secret, out_of_files(secret), verify)
