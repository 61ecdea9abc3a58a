from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import answered, has, lacks, literal, proof
from launchready.facts.errors import ErrorPage
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

_DEFAULT = "Run the product in production mode and answer errors with a page that names no file."
_FIXES = {
    "a Django debug page": "Set `DEBUG = False` and `ALLOWED_HOSTS` in the production settings.",
    "a Laravel debug page": "Set `APP_DEBUG=false` and `APP_ENV=production`, then"
    " `php artisan config:cache`.",
    "a Symfony debug page": "Set `APP_ENV=prod` and `APP_DEBUG=0`.",
    "a Rails debug page": "Set `RAILS_ENV=production` and"
    " `config.consider_all_requests_local = false`.",
    "a Next.js development page": "Serve the result of `next build` with `next start`, not"
    " `next dev`.",
    "a Vite development page": "Serve the folder that `vite build` writes, not `vite dev`.",
    "a Werkzeug debugger": "Run Flask without `debug=True`, behind gunicorn or uvicorn.",
    "a Node.js stack trace": "Set `NODE_ENV=production`: Express then hides traces.",
    "a PHP error": "Set `display_errors = Off` in php.ini.",
    "a PHP stack trace": "Set `display_errors = Off` in php.ini.",
    "a Spring error page with a trace": "Set `server.error.include-stacktrace=never`.",
}


@check(
    title="Errors show the inside of the program",
    impact="One error shows strangers how you are built, and sometimes your keys.",
    severity=Severity.HIGH,
    rows=("headers.leaks", "exposure.errors"),
    references=("https://cwe.mitre.org/data/definitions/209.html",),
)
def stack_trace_shown(page: ErrorPage) -> Iterator[Finding]:
    """
    ## What it looks for
    The answer to a path that does not exist holds a stack trace, a debug page or a development
    overlay: Django, Rails, Laravel, Symfony, Express, Next.js, Vite, Werkzeug, Python, Java,
    Spring, .NET, PHP, Go, Rust, databases.

    ## Why it matters
    Traces name files, versions and queries. A debug page often prints settings with passwords in
    them, and some let the reader run code.

    ## How to fix it
    Run the product in production mode, and answer errors with a page of your own.

    ## Example
    ```python
    DEBUG = True
    ```
    Use instead:
    ```python
    DEBUG = False
    ```
    """
    for trace in page.traces:
        yield Finding(
            subject=page.subject,
            message=f"An error on {page.subject} shows {trace.kind}.",
            fix=_FIXES.get(trace.kind, _DEFAULT),
            verify=proof(
                answered(page.answer.url, shows="%{http_code}").replace("-o /dev/null ", ""),
                has("[1-5]..$"),
                lacks(literal(trace.line)),
            ),
            evidence=(trace.line,),
        )
