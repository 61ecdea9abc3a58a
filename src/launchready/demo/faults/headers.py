"""Faults of response headers and cookies."""

from __future__ import annotations

import secrets
from dataclasses import replace

from launchready.demo import pages, shop
from launchready.demo.blueprint import FAULTY, Blueprint
from launchready.demo.faults.fault import fault
from launchready.demo.site import Answer, Asked, html, jsonic

HSTS, CSP = "strict-transport-security", "content-security-policy"
TRACE = """\
Traceback (most recent call last):
  File "/srv/harvest/app/router.py", line 118, in dispatch
    handler = self.routes[path]
KeyError: '/launchready'
"""


def _policy(blueprint: Blueprint, label: str, old: str, new: str) -> None:
    headers = blueprint.site(label).headers
    headers[CSP] = headers[CSP].replace(old, new)


@fault("hsts-missing", f"docs.{FAULTY}")
def no_hsts(blueprint: Blueprint) -> None:
    """The help pages never tell browsers to stay on HTTPS."""
    del blueprint.site("docs").headers[HSTS]


@fault("hsts-too-short", f"app.{FAULTY}")
def short_hsts(blueprint: Blueprint) -> None:
    """Browsers forget after five minutes that the app is HTTPS only."""
    blueprint.site("app").headers[HSTS] = "max-age=300; includeSubDomains"


@fault("hsts-preload-not-eligible", f"status.{FAULTY}")
def useless_preload(blueprint: Blueprint) -> None:
    """The status host asks to be preloaded without covering its subdomains."""
    blueprint.site("status").headers[HSTS] = "max-age=63072000; preload"


@fault("hsts-without-subdomains", FAULTY)
def narrow_hsts(blueprint: Blueprint) -> None:
    """HSTS of the root domain leaves out the jobs host, which has none of its own."""
    blueprint.site("jobs").headers.pop(HSTS, None)
    blueprint.site("").headers[HSTS] = "max-age=63072000"


@fault("csp-missing", f"docs.{FAULTY}")
def no_csp(blueprint: Blueprint) -> None:
    """The help pages have no content security policy."""
    del blueprint.site("docs").headers[CSP]


@fault("csp-unsafe-inline-scripts", FAULTY)
def inline_scripts(blueprint: Blueprint) -> None:
    """The shop's policy lets injected inline scripts run."""
    _policy(blueprint, "", "script-src 'self'", "script-src 'self' 'unsafe-inline'")


@fault("csp-allows-any-source", f"app.{FAULTY}")
def scripts_from_anywhere(blueprint: Blueprint) -> None:
    """The app's policy lets scripts come from any site."""
    _policy(blueprint, "app", "script-src 'self'", "script-src 'self' https:")


@fault("csp-base-uri-missing", f"auth.{FAULTY}")
def open_base(blueprint: Blueprint) -> None:
    """The sign-in policy lets an injected base tag redirect every relative link."""
    site = blueprint.site("auth")
    page = site.pages["/"]

    def respond(asked: Asked) -> Answer:
        nonce = secrets.token_urlsafe(18)
        answer = page(asked)
        body = answer.body.replace(b"<script ", f'<script nonce="{nonce}" '.encode())
        policy = f"default-src 'self'; script-src 'nonce-{nonce}'; object-src 'none'"
        return replace(answer, body=body).having((CSP, f"{policy}; frame-ancestors 'none'"))

    site.pages["/"] = respond


@fault("csp-object-src-open", f"partners.{FAULTY}")
def open_plugins(blueprint: Blueprint) -> None:
    """The partners' policy lets plug-ins load from anywhere."""
    _policy(blueprint, "partners", "object-src 'none'", "object-src *")


@fault("csp-only-reports", f"status.{FAULTY}")
def reporting_only(blueprint: Blueprint) -> None:
    """The status host's policy only reports and stops nothing."""
    headers = blueprint.site("status").headers
    headers[CSP + "-report-only"] = headers.pop(CSP)


@fault("framing-allowed", f"docs.{FAULTY}")
def framing(blueprint: Blueprint) -> None:
    """Any site can show the help pages in a frame of its own."""
    headers = blueprint.site("docs").headers
    del headers["x-frame-options"]
    if CSP in headers:
        _policy(blueprint, "docs", "frame-ancestors 'none'; ", "")


@fault("content-type-options-missing", f"docs.{FAULTY}")
def sniffing(blueprint: Blueprint) -> None:
    """Browsers may guess what the help pages' files are."""
    del blueprint.site("docs").headers["x-content-type-options"]


@fault("referrer-policy-missing", f"docs.{FAULTY}")
def no_referrer_policy(blueprint: Blueprint) -> None:
    """The help pages leave it to browsers what other sites learn of visitors."""
    del blueprint.site("docs").headers["referrer-policy"]


@fault("referrer-policy-leaks", f"auth.{FAULTY}")
def leaking_referrer(blueprint: Blueprint) -> None:
    """The sign-in host tells other sites the full address, reset tokens included."""
    blueprint.site("auth").headers["referrer-policy"] = "unsafe-url"


@fault("permissions-policy-missing", f"docs.{FAULTY}")
def no_permissions_policy(blueprint: Blueprint) -> None:
    """The help pages do not switch off camera and microphone."""
    del blueprint.site("docs").headers["permissions-policy"]


def _cookies(blueprint: Blueprint, label: str, *cookies: str) -> None:
    site = blueprint.site(label)
    page = site.pages["/"]

    def respond(asked: Asked) -> Answer:
        fresh = [("set-cookie", one.format(secrets.token_urlsafe(18))) for one in cookies]
        return page(asked).having(*fresh)

    site.pages["/"] = respond


@fault("cookie-without-secure", f"app.{FAULTY}")
def insecure_cookie(blueprint: Blueprint) -> None:
    """The basket cookie of the app also travels unencrypted."""
    _cookies(blueprint, "app", "basket_session={}; Path=/; HttpOnly; SameSite=Lax")


@fault("cookie-readable-by-scripts", f"app.{FAULTY}")
def readable_cookie(blueprint: Blueprint) -> None:
    """Any script on the app's pages can read the session cookie."""
    _cookies(blueprint, "app", "session_id={}; Path=/; Secure; SameSite=Lax")


@fault("cookie-without-samesite", f"auth.{FAULTY}")
def cross_site_cookie(blueprint: Blueprint) -> None:
    """The sign-in cookie does not say whether other sites may trigger it."""
    _cookies(blueprint, "auth", "login_session={}; Path=/; Secure; HttpOnly")


@fault("cookie-prefix-broken", f"auth.{FAULTY}")
def broken_prefix(blueprint: Blueprint) -> None:
    """Browsers drop the sign-in host's __Host- cookie, because it names a domain."""
    cookie = f"__Host-device={{}}; Domain=auth.{FAULTY}; Path=/; Secure; HttpOnly; SameSite=Lax"
    _cookies(blueprint, "auth", cookie)


@fault("cookie-domain-too-wide", f"app.{FAULTY}")
def wide_cookie(blueprint: Blueprint) -> None:
    """The app's account cookie goes to every host of the domain."""
    cookie = f"account_session={{}}; Domain={FAULTY}; Path=/; Secure; HttpOnly; SameSite=Lax"
    _cookies(blueprint, "app", cookie)


@fault("server-version-shown", f"media.{FAULTY}")
def server_version(blueprint: Blueprint) -> None:
    """The media host names its web server's version."""
    site = blueprint.site("media")
    site.behind_edge, site.headers["server"] = False, "nginx/1.18.0 (Ubuntu)"


@fault("framework-version-shown", f"api.{FAULTY}")
def framework_version(blueprint: Blueprint) -> None:
    """The API names its framework's version."""
    blueprint.site("api").headers["x-powered-by"] = "PHP/7.4.33"


@fault("stack-trace-shown", f"api.{FAULTY}")
def stack_trace(blueprint: Blueprint) -> None:
    """A wrong address at the API shows the program's inner working."""
    blueprint.site("api").missing = shop.answering(jsonic({"error": TRACE}, 500))


@fault("error-page-is-200", f"preview.{FAULTY}")
def soft_404(blueprint: Blueprint) -> None:
    """Every wrong address at the campaign host says that all is well."""
    page = pages.document("Offers", "<h1>Offers</h1><p>What are you looking for?</p>")
    blueprint.site("preview").missing = shop.answering(html(page))


@fault("duplicate-security-header", f"partners.{FAULTY}")
def doubled_header(blueprint: Blueprint) -> None:
    """The partners host says twice, and differently, who may frame it."""
    blueprint.site("partners").extra = (("x-frame-options", "SAMEORIGIN"),)


@fault("script-without-integrity", FAULTY)
def unpinned_script(blueprint: Blueprint) -> None:
    """The shop runs a script of another company without checking what it is."""
    package = "https://cdn.jsdelivr.net/npm/dayjs@1/"
    blueprint.insert("", f'<script src="{package}dayjs.min.js"></script>')
    _policy(blueprint, "", "script-src 'self'", f"script-src 'self' {package}")


@fault("csp-bypass-host", f"labs.{FAULTY}")
def bypass_host(blueprint: Blueprint) -> None:
    """The labs' policy trusts a server from which anybody's package can be loaded."""
    _policy(blueprint, "labs", "script-src 'self'", "script-src 'self' https://cdn.jsdelivr.net")


@fault("csp-unsafe-eval", f"press.{FAULTY}")
def evaluated_text(blueprint: Blueprint) -> None:
    """The press host's policy lets text run as a program."""
    _policy(blueprint, "press", "script-src 'self'", "script-src 'self' 'unsafe-eval'")


@fault("csp-part-ignored", f"stats.{FAULTY}")
def misspelt_policy(blueprint: Blueprint) -> None:
    """The stats host's policy has a misspelt directive that browsers pass over."""
    _policy(blueprint, "stats", "img-src", "imgs-src")
