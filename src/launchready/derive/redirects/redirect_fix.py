"""Word a redirect for the platform in use, and how to see that it is there."""

from __future__ import annotations

import json

from launchready.derive.platforms.platform import fix_on, of_host
from launchready.derive.redirects.site import root_of
from launchready.facts.platform import Platform


def to_https(platform: Platform | None, host: str) -> str:
    """Say how to send plain HTTP to https on the same host, path and query kept."""
    return fix_on(
        of_host(platform, host),
        f"Answer every plain request to {host} with 301 to https on the same host, path and query"
        " kept, in the web server or at the load balancer.",
        cloudflare="In Cloudflare: SSL/TLS > Edge Certificates > Always Use HTTPS: On.",
        vercel=f"Vercel redirects to https by itself: check that the DNS of {host} points at"
        " Vercel and nowhere else.",
        netlify="In Netlify: Domain management > HTTPS: Force HTTPS.",
        nginx="In nginx, for port 80: `server { listen 80; server_name "
        f"{host}; return 301 https://$host$request_uri; }}`, then reload.",
        apache=f"In Apache, in the virtual host of {host} on port 80:"
        f" `Redirect permanent / https://{host}/`, then reload.",
        caddy=f"Name the site `{host}` without `http://` in the Caddyfile: Caddy redirects then.",
        fly="In `fly.toml`: `force_https = true` under `[http_service]`, then `fly deploy`.",
        heroku="Heroku does not redirect: do it in the app (Rails: `config.force_ssl = true`,"
        " Django: `SECURE_SSL_REDIRECT = True`).",
        github_pages="In GitHub: Settings > Pages: tick Enforce HTTPS.",
        cloudfront="In CloudFront: Behaviors > Viewer protocol policy: Redirect HTTP to HTTPS.",
    )


def to_host(platform: Platform | None, host: str, target: str) -> str:
    """Say how to send one host to another for good, path and query kept."""
    vercel = {
        "source": "/:path*",
        "has": [{"type": "host", "value": host}],
        "destination": f"https://{target}/:path*",
        "permanent": True,
    }
    return fix_on(
        of_host(platform, host),
        f"Answer every request to {host} with 301 to https://{target}, path and query kept.",
        cloudflare=f"In Cloudflare: Rules > Redirect Rules: when hostname equals {host}, dynamic"
        f' redirect to `concat("https://{target}", http.request.uri.path)`, status 301, preserve'
        " query string. The host must be proxied.",
        vercel=f"In Vercel: Project > Settings > Domains: edit {host} and redirect it to {target}"
        f" with 308; or in `vercel.json`: `{json.dumps({'redirects': [vercel]})}`.",
        netlify=f"In Netlify: Domain management: make {target} the primary domain.",
        nginx=f"In nginx, in the `server` block of {host}:"
        f" `return 301 https://{target}$request_uri;`, then reload.",
        apache=f"In Apache, in the virtual host of {host}:"
        f" `Redirect permanent / https://{target}/`, then reload.",
        caddy=f"In the Caddyfile: `{host} {{ redir https://{target}{{uri}} permanent }}`, reload.",
        github_pages=f"In GitHub: Settings > Pages: set {target} as the custom domain.",
    )


def stay(platform: Platform | None, host: str, away: str) -> str:
    """Say how to stop sending visitors of one host away to another."""
    first = f"Remove the redirect that leads from {host} to {away}"
    return fix_on(
        of_host(platform, host),
        f"{first}, in the web server, the framework or the platform's settings.",
        cloudflare=f"{first}: in Cloudflare: Rules > Redirect Rules, Bulk Redirects and Page Rules,"
        " else on the server behind it.",
        vercel=f"{first}: in Vercel: Project > Settings > Domains: edit {host} and choose No"
        " Redirect; and look for it in `vercel.json`.",
        netlify=f"{first}: in Netlify: Domain management: make {host} the primary domain; and look"
        " for it in `_redirects`.",
        nginx=f"{first}: the `return` or `rewrite` in the `server` block of {host} in nginx; then"
        " reload.",
        apache=f"{first}: the `Redirect` or `RewriteRule` in the virtual host of {host} or in"
        " `.htaccess`; then reload Apache.",
        caddy=f"{first}: the `redir` in the block of {host} in the Caddyfile; then reload.",
        github_pages=f"In GitHub: Settings > Pages: set {host} as the custom domain.",
    )


def permanent(platform: Platform | None, at: str, target: str) -> str:
    """Say how to make the redirect that a URL answers with permanent."""
    return fix_on(
        of_host(platform, at),
        f"Answer 301 (or 308) instead, with `Location: {target}`.",
        cloudflare="In Cloudflare: Rules > Redirect Rules: set the status code to 301; or turn on"
        " SSL/TLS > Edge Certificates > Always Use HTTPS, which answers 301.",
        vercel='In `vercel.json` set `"permanent": true`; in Settings > Domains choose 308.',
        netlify="In `_redirects` write `301!` as the status of the rule.",
        nginx="In nginx: `return 301` instead of `return 302`, or `permanent` instead of `redirect`"
        " in a `rewrite`; then reload.",
        apache="In Apache: `Redirect permanent`, or `[R=301,L]` in a `RewriteRule`; then reload.",
        caddy="In the Caddyfile: add `permanent` to the `redir`, then reload.",
    )


def keep_all(platform: Platform | None, at: str, target: str) -> str:
    """Say how to keep path and query in the redirect that a URL answers with."""
    return fix_on(
        of_host(platform, at),
        "Put the path and the query of the request into the redirect's target, not only the host.",
        cloudflare="In Cloudflare: Rules > Redirect Rules: a dynamic redirect with"
        " `http.request.uri.path` in the target, and Preserve query string ticked.",
        vercel='In `vercel.json`: `"source": "/:path*"` and `:path*` in the destination.',
        netlify="In `_redirects`: `/*` as the source and `:splat` in the target.",
        nginx="In nginx: `return 301 https://HOST$request_uri;`; `$uri` alone loses the query.",
        apache=f"In Apache: `Redirect permanent / {root_of(target)}` keeps both; a"
        " `RewriteRule` needs `[R=301,L,QSA]`.",
        caddy="In the Caddyfile: put `{uri}` at the end of the `redir` target.",
    )
