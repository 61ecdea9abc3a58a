from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.env.names import given_by_platform
from launchready.derive.env.words import reads
from launchready.facts.env import CodeEnvironment
from launchready.facts.stack import Stack
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

FEW = 3
"""With fewer variables than this there is little to check."""

_SCHEMA = "Declare them in a zod schema (t3-env, envalid) and parse `process.env` with it at start."
_TOOLS = {
    "python": "Declare them as a pydantic-settings class and make it at import.",
    "tsx": _SCHEMA,
    "typescript": _SCHEMA,
    "ruby": "Read them with `ENV.fetch` in an initializer, or list them for `Dotenv.require_keys`.",
    "php": "Check them when the app boots: `$dotenv->required([...])->notEmpty()`.",
    "go": "Parse them into a struct at start with `required` tags, and exit on an error.",
}


@check(
    title="The product starts without looking at its settings",
    impact="A deployment that lacks a setting looks fine, until a customer meets the gap.",
    severity=Severity.MEDIUM,
    rows=("env.complete",),
    references=("https://12factor.net/config", "https://env.t3.gg/docs/introduction"),
)
def env_not_validated_at_start(code: CodeEnvironment, stack: Stack) -> Iterator[Finding]:
    """
    ## What it looks for
    Whether the product checks its variables as a whole when it starts: pydantic-settings, a zod
    schema, envalid, t3-env, dotenv-safe, django-environ, a function that requires them. Reads
    that fail by themselves (`os.environ["X"]`, `ENV.fetch("X")`) count as checked. With fewer
    than three variables that nothing checks, it says nothing.

    ## Why it matters
    Without it, the platform calls the new version healthy and sends customers to it.

    ## How to fix it
    Declare all variables in one place and parse them at start; exit with the names of those that
    are missing.

    ## Example
    ```js
    const key = process.env.STRIPE_SECRET_KEY   // undefined, and nobody notices
    ```
    Use instead:
    ```js
    export const env = z.object({ STRIPE_SECRET_KEY: z.string().min(1) }).parse(process.env)
    ```
    """
    if code.validation or not stack.is_service:
        return
    strict = {use.name for use in code.uses if use.strict}
    open_reads = [
        use for use in code.needed() if use.name not in strict and not given_by_platform(use.name)
    ]
    if len(open_reads) < FEW:
        return
    fix = _TOOLS.get(open_reads[0].language, "Check all variables in one place at start.")
    yield Finding(
        subject=open_reads[0].path,
        message=f"The code reads {len(open_reads)} variables that nothing checks when it starts.",
        fix=fix,
        verify=f"env -u {open_reads[0].name} <start command>   # must fail and name the variable",
        evidence=tuple(reads(use)[:200] for use in open_reads[:5]),
    )
