from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.delivery.gates import ungated
from launchready.facts.delivery import SecretsInPipeline
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Nothing stops a key on its way into the repository",
    impact="The next leaked key is found by a stranger first.",
    severity=Severity.HIGH,
    rows=("secrets.ci_gate",),
    references=(
        "https://docs.github.com/en/code-security/secret-scanning/introduction/about-push-protection",
        "https://owasp.org/www-project-devsecops-guideline/latest/01a-Secrets-Management",
    ),
)
def ci_without_secret_gate(found: SecretsInPipeline) -> Iterator[Finding]:
    """
    ## What it looks for
    A step of an automatic pipeline that looks for secrets and stops it: `launchready repo`,
    gitleaks, trufflehog, kingfisher, detect-secrets, ggshield, the secret detection of GitLab
    and others.

    ## Why it matters
    A key in a commit stays in the history; taking it out again means a new key everywhere.

    ## How to fix it
    Add `launchready repo .` to the pipeline; it needs the whole history (`fetch-depth: 0`).

    ## Example
    ```yaml
    - run: npm ci
    - run: npm run build
    ```

    Use instead:
    ```yaml
    - run: launchready repo .
    ```
    """
    yield from ungated(found, "a scanner for secrets", "`launchready repo .` or `gitleaks detect`")
