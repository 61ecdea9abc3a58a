"""Where code is deployed and who watches it, with what gives them away."""

from __future__ import annotations

from launchready.derive.stack.mark import mark
from launchready.facts.stack import Layer

_H, _M = Layer.HOSTING, Layer.MONITORING

HOSTING = (
    mark(
        "Vercel",
        _H,
        "npm:@sveltejs/adapter-vercel npm:@astrojs/vercel",
        files="vercel.json .vercel/project.json",
        billed=True,
    ),
    mark(
        "Netlify",
        _H,
        "npm:@netlify/plugin-nextjs npm:@sveltejs/adapter-netlify npm:@astrojs/netlify",
        files="netlify.toml",
        billed=True,
    ),
    mark("Fly", _H, files="fly.toml fly.*.toml", billed=True),
    mark("Render", _H, files="render.yaml render.yml", billed=True),
    mark(
        "Railway",
        _H,
        files="railway.json railway.toml",
        variables="RAILWAY_",
        billed=True,
    ),
    mark(
        "Cloudflare",
        _H,
        "npm:wrangler npm:@sveltejs/adapter-cloudflare npm:@astrojs/cloudflare"
        " npm:@opennextjs/cloudflare",
        files="wrangler.toml wrangler.json wrangler.jsonc",
        variables="CLOUDFLARE_ CF_API_",
        billed=True,
    ),
    mark(
        "Firebase",
        _H,
        "npm:firebase npm:firebase-admin pypi:firebase-admin",
        files="firebase.json",
        variables="FIREBASE_ NEXT_PUBLIC_FIREBASE_ VITE_FIREBASE_",
        billed=True,
    ),
    mark("Google Cloud", _H, files="app.yaml cloudbuild.yaml", billed=True),
    mark("DigitalOcean App Platform", _H, files=".do/app.yaml .do/app.yml", billed=True),
    mark(
        "AWS",
        _H,
        "npm:sst npm:serverless npm:aws-cdk pypi:zappa pypi:chalice",
        files="serverless.yml serverless.yaml samconfig.toml copilot/.workspace amplify.yml"
        " apprunner.yaml ecs-task-def.json",
        billed=True,
    ),
    mark("Azure", _H, files="azure.yaml staticwebapp.config.json", billed=True),
    mark("Kamal", _H, "gem:kamal", files="config/deploy.yml"),
    mark("Kubernetes", _H),
    mark("Heroku", _H, files="Procfile heroku.yml", billed=True),
)
"""The surest first: a platform's own file before a package that also serves other things."""

MONITORING = (
    mark(
        "Sentry",
        _M,
        "npm:@sentry/* pypi:sentry-sdk gem:sentry-ruby gem:sentry-rails"
        " composer:sentry/sentry composer:sentry/sentry-laravel go:github.com/getsentry/sentry-go*",
        files=".sentryclirc sentry.properties sentry.*.config.*",
        variables="SENTRY_ NEXT_PUBLIC_SENTRY_ VITE_SENTRY_",
        billed=True,
    ),
    mark(
        "OpenTelemetry",
        _M,
        "npm:@opentelemetry/* pypi:opentelemetry-* gem:opentelemetry-sdk"
        " composer:open-telemetry/* go:go.opentelemetry.io/otel*",
        variables="OTEL_",
    ),
    mark(
        "Datadog",
        _M,
        "npm:dd-trace npm:@datadog/* pypi:ddtrace pypi:datadog gem:ddtrace gem:datadog"
        " go:gopkg.in/DataDog/*",
        variables="DD_API_KEY DATADOG_",
        billed=True,
    ),
    mark(
        "New Relic",
        _M,
        "npm:newrelic pypi:newrelic gem:newrelic_rpm go:github.com/newrelic/*",
        files="newrelic.ini newrelic.js newrelic.yml",
        variables="NEW_RELIC_",
        billed=True,
    ),
    mark("Bugsnag", _M, "npm:@bugsnag/* pypi:bugsnag gem:bugsnag", billed=True),
    mark("Rollbar", _M, "npm:rollbar pypi:rollbar gem:rollbar", billed=True),
    mark("Honeybadger", _M, "npm:@honeybadger-io/* pypi:honeybadger gem:honeybadger", billed=True),
    mark("AppSignal", _M, "npm:@appsignal/* pypi:appsignal gem:appsignal", billed=True),
    mark(
        "Better Stack",
        _M,
        "npm:@logtail/* pypi:logtail-python",
        variables="LOGTAIL_ BETTERSTACK_",
        billed=True,
    ),
    mark(
        "Axiom", _M, "npm:@axiomhq/* npm:next-axiom pypi:axiom-py", variables="AXIOM_", billed=True
    ),
    mark("LogRocket", _M, "npm:logrocket", billed=True),
    mark(
        "Prometheus",
        _M,
        "npm:prom-client pypi:prometheus-client",
        files="prometheus.yml prometheus.yaml",
    ),
)
