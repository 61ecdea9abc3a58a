from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.secrets.grade import Topic, topic
from launchready.derive.secrets.words import out_of_files, secret_finding
from launchready.facts.run import Run
from launchready.facts.secrets import FileSecrets
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A key stands in a build, container or hosting file",
    impact="Whoever can read the build can use your accounts.",
    severity=Severity.BLOCKER,
    rows=("secrets.deploy_config",),
    references=(
        "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
        "https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions",
    ),
)
def secret_in_deploy_config(secrets: FileSecrets, run: Run) -> Iterator[Finding]:
    r"""
    ## What it looks for
    A credential, or a value with a secret's name, in a CI workflow, Dockerfile, compose file,
    Kubernetes or Terraform file, or the platform's own file (fly.toml, render.yaml, vercel.json).

    ## Why it matters
    These files are read by build machines and end up in image layers, build logs and forks.

    ## How to fix it
    Replace the key, keep it in the platform's secret store, and name it in the file only.

    ## Example
    ```yaml
    env:
      STRIPE_SECRET_KEY: sk_live_...
    ```

    Use instead:
    ```yaml
    env:
      STRIPE_SECRET_KEY: ${{ secrets.STRIPE_SECRET_KEY }}
    ```
    """
    verify = "launchready secrets ."
    for secret in secrets.found:
        if topic(secret, run.at) is Topic.DEPLOY:
            yield secret_finding(secret, out_of_files(secret), verify)
