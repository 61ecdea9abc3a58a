from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.derive.routes.health import is_health
from launchready.derive.stack.fix import fix_for
from launchready.facts.matched import CodeRoutes
from launchready.facts.stack import Stack
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The code has no health route",
    impact="A release cannot wait for the app to be ready, and monitors see only the home page.",
    severity=Severity.MEDIUM,
    rows=("health.endpoint",),
    references=("https://microservices.io/patterns/observability/health-check-api.html",),
)
def health_route_missing_in_code(routes: CodeRoutes, stack: Stack | None) -> Iterator[Finding]:
    """
    ## What it looks for
    Routes that could be read from the code (Express, Fastify, Hono, Next.js, SvelteKit, Nuxt,
    FastAPI, Flask, Django, Rails, Laravel) and none of them a health route such as `/health`,
    `/healthz`, `/ready`, `/up` or `/api/health`.

    ## Why it matters
    Platforms send traffic to a new release as soon as it listens, unless there is something to
    ask.

    ## How to fix it
    Add a route that asks the database and the queue and answers 200 or 503, and name it in the
    platform's settings.

    ## Example
    ```js
    app.get("/", home);
    ```

    Use instead:
    ```js
    app.get("/health", async (_, res) => res.sendStatus((await db.ok()) ? 200 : 503));
    ```
    """
    if any(is_health(route) for route in routes.routes):
        return
    name = fix_for(
        stack,
        "name it in the platform's settings",
        fly="name it below `[[http_service.checks]]` in fly.toml",
        render="name it as `healthCheckPath` in render.yaml",
        railway="name it as `healthcheckPath` in railway.json",
        kamal="name it below `proxy: healthcheck:` in config/deploy.yml",
        kubernetes="name it in the `readinessProbe`",
    )
    yield Finding(
        subject="the repository",
        message=f"None of the {len(routes.routes)} routes in the code tells if the app is well.",
        fix=f"Add a route that asks the database and the queue and answers 200 or 503; {name}.",
        verify=judged_again("repo .", "health", "health-route-missing-in-code"),
        evidence=tuple(str(route.trace) for route in routes.routes[:3]),
    )
