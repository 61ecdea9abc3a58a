"""What to do about a route that is slow, or that gives way under load."""

from __future__ import annotations

from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.load import RouteTimings
from launchready.facts.platform import Platform
from launchready.facts.product import RouteKind

_QUERIES = (
    "Log the database queries of this route: one query for each line of a list (N+1) and a missing"
    " index are the usual causes. Return one page of results, and keep what is the same for"
    " everybody in a cache for a minute."
)
_BY_KIND = {
    RouteKind.READ: _QUERIES,
    RouteKind.SEARCH: (
        "Give the search an index (PostgreSQL: a GIN index on to_tsvector or pg_trgm instead of"
        " `LIKE '%…%'`), and return one page of results without counting all of them."
    ),
    RouteKind.WRITE: (
        "Move what the visitor need not wait for (mail, webhooks, pictures, counters) into a"
        " background job, and keep calls to others out of database transactions."
    ),
    RouteKind.LOGIN: (
        "Time the password hash: one of 250 ms lets a core sign in four people a second. Run it in"
        " a worker thread so that nobody else waits, choose its cost for 100 ms, index the e-mail"
        " column, and load the profile after the sign-in."
    ),
    RouteKind.CHECKOUT: (
        "Call the payment provider once, with a time limit, after the database transaction is"
        " closed; send the receipt and count the stock in background jobs. Locks held while the"
        " provider thinks make buyers wait for each other."
    ),
    RouteKind.CHAT: (
        "Bound the length of answers, choose a faster model for simple questions, and set a time"
        " limit at which the chat says what it has."
    ),
}
_SAME_AS = {
    RouteKind.WEBHOOK: RouteKind.WRITE,
    RouteKind.SIGNUP: RouteKind.LOGIN,
    RouteKind.RESET: RouteKind.LOGIN,
}
_PAGE = (
    "Log the database queries of this page: one query for each line of a list and a missing index"
    " are the usual causes. Let the edge keep what is the same for everybody."
)


def faster(route: RouteTimings, platform: Platform | None) -> str:
    """Say how to make a route of this kind faster."""
    kind = _SAME_AS.get(route.kind, route.kind)
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    return fix_on(
        of_host(platform, route.url),
        _PAGE,
        cloudflare=f"{_PAGE} In Cloudflare: Caching > Cache Rules: make this path eligible for"
        " cache with a short edge TTL.",
        vercel=f"{_PAGE} On Vercel: render it with `export const revalidate = 60`, and put the"
        " functions into the region of the database.",
        netlify=f"{_PAGE} On Netlify: send `Netlify-CDN-Cache-Control: public, durable,"
        " s-maxage=60, stale-while-revalidate=600`.",
        nginx=f"{_PAGE} In nginx: `proxy_cache`, `proxy_cache_lock on;` and"
        " `proxy_cache_use_stale updating;` for this location.",
    )


def roomier(route: RouteTimings, platform: Platform | None) -> str:
    """Say how to make a route hold that is fast while few use it."""
    most = (
        "It is the crowd that slows it, so look for what people queue for: too few workers"
        " (2 for each core, or an async server), a pool with fewer database connections than"
        " workers, or a lock on a row that all of them write."
    )
    return fix_on(
        of_host(platform, route.url),
        most,
        heroku=f"{most} On Heroku: `heroku ps:scale web=2` and WEB_CONCURRENCY.",
        fly=f"{most} On Fly: `fly scale count 2`, and `concurrency` in fly.toml.",
        render=f"{most} On Render: raise the instance count under Scaling.",
        railway=f"{most} On Railway: raise the replicas under Settings > Deploy.",
        vercel=f"{most} On Vercel: use the database's pooled address, because each function opens"
        " connections of its own.",
        netlify=f"{most} On Netlify: use the database's pooled address, because each function opens"
        " connections of its own.",
    )
