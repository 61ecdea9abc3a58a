"""Faults of redirects: the four ways to the shop, and the hosts beside it."""

from __future__ import annotations

from launchready.demo import pages, shop
from launchready.demo.blueprint import FAULTY, Blueprint
from launchready.demo.faults.fault import fault
from launchready.demo.site import Answer, Asked, html, moved, not_found

LONG_CHAIN = 6


def _canonical(blueprint: Blueprint, label: str, link: str) -> None:
    own = f'<link rel="canonical" href="https://{blueprint.host(label)}/">'
    blueprint.rewrite(label, own, link and f'<link rel="canonical" href="{link}">')


@fault("http-not-redirected-to-https", f"http://docs.{FAULTY}/")
def plain_http_stays(blueprint: Blueprint) -> None:
    """The help pages answer on plain HTTP without sending visitors to HTTPS."""
    site = blueprint.site("docs")
    site.plain = lambda asked: site.pages.get(asked.path, site.missing)(asked)


@fault("redirect-loop", f"https://my.{FAULTY}/")
def circle(blueprint: Blueprint) -> None:
    """The account host sends visitors in a circle."""
    site = blueprint.site("my")
    site.gate = lambda asked: moved(
        f"https://my.{FAULTY}/" + ("login" if asked.path == "/" else ""), 302
    )


@fault("redirect-chain-too-long", f"https://go.{FAULTY}/")
def long_chain(blueprint: Blueprint) -> None:
    """A campaign link passes six redirects before a page shows."""
    site = blueprint.site("go")
    landing = site.pages["/"]

    def step(asked: Asked) -> Answer:
        here = asked.path.strip("/") or "0"
        if not here.isdigit():
            return site.pages.get(asked.path, site.missing)(asked)
        number = int(here)
        return landing(asked) if number == LONG_CHAIN else moved(f"/{number + 1}")

    site.gate = step


@fault("apex-and-www-both-serve", f"www.{FAULTY}")
def two_shops(blueprint: Blueprint) -> None:
    """The shop answers both at the root domain and at www."""
    _serve_at_www(blueprint)


@fault("canonical-url-not-reached", f"http://www.{FAULTY}/")
def other_end(blueprint: Blueprint) -> None:
    """Visitors who type www end there instead of at the declared address."""
    _serve_at_www(blueprint)


def _serve_at_www(blueprint: Blueprint) -> None:
    www = blueprint.site("www")
    www.gate = None
    canonical = f"https://{FAULTY}/"
    page = pages.document("Food from the farms around you", pages.home(), canonical=canonical)
    www.pages["/"] = shop.answering(html(page))


@fault("redirect-temporary", f"http://auth.{FAULTY}/")
def temporary(blueprint: Blueprint) -> None:
    """The sign-in host goes to HTTPS by a temporary redirect."""
    blueprint.site("auth").plain = lambda asked: moved(f"https://{asked.host}{asked.target}", 302)


@fault("redirect-drops-path", f"http://status.{FAULTY}/")
def lost_path(blueprint: Blueprint) -> None:
    """Every plain link to the status host ends on its front page."""
    blueprint.site("status").plain = lambda asked: moved(f"https://{asked.host}/")


@fault("redirect-drops-query", f"http://app.{FAULTY}/")
def lost_query(blueprint: Blueprint) -> None:
    """Campaign tags are lost on the way to HTTPS of the app."""
    blueprint.site("app").plain = lambda asked: moved(f"https://{asked.host}{asked.path}")


@fault("redirect-downgrades-to-http", f"https://news.{FAULTY}/")
def downgrade(blueprint: Blueprint) -> None:
    """The news host sends visitors from HTTPS to plain HTTP."""
    site = blueprint.site("news")
    landing = site.pages["/"]
    site.gate = lambda _: moved(f"http://news.{FAULTY}/latest")
    site.plain = lambda asked: landing(asked) if asked.path == "/latest" else moved("/latest")


@fault("redirect-first-to-other-host", f"http://{FAULTY}/")
def jump_before_https(blueprint: Blueprint) -> None:
    """Plain HTTP at the root domain jumps to www before it is encrypted."""
    blueprint.site("").plain = lambda asked: moved(f"https://www.{FAULTY}{asked.target}")


@fault("redirect-differs-on-mobile", f"https://{FAULTY}/")
def mobile_detour(blueprint: Blueprint) -> None:
    """Phones are sent to a mobile site that computers never see."""
    site = blueprint.site("")
    front = site.pages["/"]
    mobile = blueprint.site("m")

    def respond(asked: Asked) -> Answer:
        agent = asked.headers.get("user-agent", "").lower()
        phone = "mobile" in agent or "iphone" in agent or "android" in agent
        return moved(f"https://{mobile.name}/", 302) if phone else front(asked)

    site.pages["/"] = respond


@fault("declared-redirect-broken", f"https://{FAULTY}/old-shop")
def dead_old_link(blueprint: Blueprint) -> None:
    """The address of the old shop, still in print, leads to a page that does not exist."""
    blueprint.site("").pages["/old-shop"] = not_found


@fault("redirect-leaves-site", f"https://deals.{FAULTY}/")
def sent_away(blueprint: Blueprint) -> None:
    """The deals host sends visitors to somebody else's site."""
    site = blueprint.site("deals")
    other = shop.bare("bargain-barn.test", "www")
    shop.page(other, "/", "Bargain Barn", "<h1>Bargain Barn</h1><p>Another company.</p>")
    blueprint.strangers.append(other)
    blueprint.outside["bargain-barn.test"] = ["www A 104.18.32.7"]
    site.gate = lambda _: moved(f"https://{other.name}/")


@fault("canonical-tag-missing", f"jobs.{FAULTY}")
def no_canonical_tag(blueprint: Blueprint) -> None:
    """The jobs page does not say which address is the right one."""
    _canonical(blueprint, "jobs", "")


@fault("canonical-tag-points-elsewhere", f"help.{FAULTY}")
def foreign_canonical_tag(blueprint: Blueprint) -> None:
    """The help page tells search engines that staging is the right address."""
    _canonical(blueprint, "help", f"https://staging.{FAULTY}/")
