"""Faults in pages, scripts and well-known files, and files that should not be there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from launchready.demo import pages, shop
from launchready.demo.blueprint import FAULTY, Blueprint
from launchready.demo.faults.fault import fault
from launchready.demo.site import Answer, asset, html, text

GIT_HEAD = "ref: refs/heads/main\n"
GIT_CONFIG = "[core]\n\trepositoryformatversion = 0\n\tbare = false\n"
ENV = "APP_ENV=production\nDATABASE_URL=postgres://harvest:demo@db/harvest\nSTRIPE_KEY=demo\n"
ARCHIVE = b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(64)
BINARY = (("content-type", "application/octet-stream"), ("cache-control", "no-cache"))
PHPINFO = """\
<!DOCTYPE html><html><head><title>PHP 7.4.33 - phpinfo()</title></head><body>
<h1 class="p">PHP Version 7.4.33</h1><h2>PHP Credits</h2><h2>Configuration</h2></body></html>
"""
LISTING = """\
<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN"><html><head><title>Index of /assets</title>
</head><body><h1>Index of /assets</h1><ul><li><a href="/"> Parent Directory</a></li>
<li><a href="app.9d2e71b8.js"> app.9d2e71b8.js</a></li></ul></body></html>
"""
MAP = '{"version":3,"sources":["../src/basket.ts"],"sourcesContent":["export const fee = 0.08;"]}'


def _file(blueprint: Blueprint, label: str, path: str, answer: Answer) -> None:
    blueprint.site(label).pages[path] = shop.answering(answer)


def _script(blueprint: Blueprint, label: str, end: str) -> None:
    script = asset(pages.SCRIPT_TEXT + end, "text/javascript; charset=utf-8")
    _file(blueprint, label, pages.SCRIPT, script)


def _without_upgrade(blueprint: Blueprint, label: str) -> None:
    """Take out the directive that makes browsers repair plain addresses themselves."""
    headers = blueprint.site(label).headers
    policy = headers["content-security-policy"]
    headers["content-security-policy"] = policy.replace("; upgrade-insecure-requests", "")


@fault("mixed-content", FAULTY)
def unencrypted_script(blueprint: Blueprint) -> None:
    """The shop loads a script over plain HTTP."""
    _without_upgrade(blueprint, "")
    blueprint.insert("", f'<script src="http://{FAULTY}/assets/legacy.1f2e3d4c.js"></script>')


@fault("form-posts-to-http", f"auth.{FAULTY}")
def unencrypted_form(blueprint: Blueprint) -> None:
    """The sign-in form sends passwords over plain HTTP."""
    _without_upgrade(blueprint, "auth")
    blueprint.insert("auth", pages.login(f"http://auth.{FAULTY}/session"))


@fault("localhost-in-page", f"app.{FAULTY}")
def developer_address(blueprint: Blueprint) -> None:
    """The app's page points at the developer's own computer."""
    blueprint.insert("app", '<img src="http://localhost:3000/crate.png" alt="">')


@fault("localhost-in-bundle", f"https://app.{FAULTY}{pages.SCRIPT}")
def developer_address_in_script(blueprint: Blueprint) -> None:
    """The app's script calls an API on the developer's own computer."""
    _script(blueprint, "app", 'const api = "http://localhost:8000/v1";\n')


@fault("staging-url-in-bundle", f"https://{FAULTY}{pages.SCRIPT}")
def staging_address_in_script(blueprint: Blueprint) -> None:
    """The shop's script calls the staging system."""
    _script(blueprint, "", f'const api = "https://staging.{FAULTY}/v1";\n')


@fault("staging-indexable", f"staging.{FAULTY}")
def open_staging(blueprint: Blueprint) -> None:
    """The staging host is open to everybody, search engines too."""
    site = blueprint.site("staging")
    site.gate = None
    del site.headers["x-robots-tag"]
    shop.page(site, "/", "Next release", "<h1>Next release</h1><p>Being tested.</p>")


@fault("admin-indexable", f"admin.{FAULTY}")
def indexed_admin(blueprint: Blueprint) -> None:
    """Search engines may list the control panel."""
    _unlock_admin(blueprint)
    del blueprint.site("admin").headers["x-robots-tag"]


@fault("admin-open-to-everyone", f"https://admin.{FAULTY}/")
def open_admin(blueprint: Blueprint) -> None:
    """The control panel opens without signing in."""
    _unlock_admin(blueprint)


def _unlock_admin(blueprint: Blueprint) -> None:
    site = blueprint.site("admin")
    site.gate = None
    table = (
        "<table><tr><th>User</th><th>Orders</th></tr><tr><td>Ines M.</td><td>7</td></tr></table>"
    )
    body = f"<h1>Admin dashboard</h1><h2>Users</h2>{table}<button>Refund</button>"
    shop.page(site, "/", "Admin dashboard", body)


@fault("public-page-noindexed", FAULTY)
def hidden_shop(blueprint: Blueprint) -> None:
    """The shop's front page tells search engines to leave it out."""
    blueprint.insert("", '<meta name="robots" content="noindex">')


@fault("robots-blocks-everything", FAULTY)
def closed_robots(blueprint: Blueprint) -> None:
    """The shop's robots.txt keeps every search engine out."""
    _file(blueprint, "", "/robots.txt", text("User-agent: *\nDisallow: /\n"))


@fault("security-txt-expired", FAULTY)
def old_security_txt(blueprint: Blueprint) -> None:
    """The security contact expired a month ago."""
    when = (datetime.now(UTC) - timedelta(days=30)).strftime("%Y-%m-%dT00:00:00Z")
    words = f"Contact: mailto:security@{FAULTY}\nExpires: {when}\n"
    _file(blueprint, "", "/.well-known/security.txt", text(words))


@fault("git-folder-exposed", f"https://docs.{FAULTY}/.git/HEAD")
def exposed_repository(blueprint: Blueprint) -> None:
    """The help host publishes its Git folder."""
    _file(blueprint, "docs", "/.git/HEAD", text(GIT_HEAD))
    _file(blueprint, "docs", "/.git/config", text(GIT_CONFIG))


@fault("env-file-exposed", f"https://api.{FAULTY}/.env")
def exposed_settings(blueprint: Blueprint) -> None:
    """The API publishes its settings file."""
    _file(blueprint, "api", "/.env", text(ENV))


@fault("backup-exposed", f"https://status.{FAULTY}/backup.zip")
def exposed_dump(blueprint: Blueprint) -> None:
    """The status host publishes a backup."""
    _file(blueprint, "status", "/backup.zip", Answer(200, ARCHIVE, BINARY))


@fault("source-map-exposed", f"https://auth.{FAULTY}{pages.SCRIPT}")
def exposed_source(blueprint: Blueprint) -> None:
    """The sign-in host publishes the source of its scripts."""
    name = pages.SCRIPT.rpartition("/")[2]
    _script(blueprint, "auth", f"//# sourceMappingURL={name}.map\n")
    _file(blueprint, "auth", f"{pages.SCRIPT}.map", asset(MAP, "application/json"))


@fault("directory-listing", f"https://media.{FAULTY}/assets/")
def listed_folder(blueprint: Blueprint) -> None:
    """The media host lists its folder of files."""
    _file(blueprint, "media", "/assets/", html(LISTING))


@fault("debug-page-exposed", f"https://partners.{FAULTY}/phpinfo.php")
def phpinfo(blueprint: Blueprint) -> None:
    """The partners host shows its whole configuration."""
    for path in ("/phpinfo.php", "/info.php"):
        _file(blueprint, "partners", path, html(PHPINFO))


@fault("ds-store-exposed", f"https://jobs.{FAULTY}/.DS_Store")
def desktop_file(blueprint: Blueprint) -> None:
    """The jobs host publishes a list of its developer's files."""
    store = b"\x00\x00\x00\x01Bud1\x00\x00\x10\x00" + bytes(64)
    _file(blueprint, "jobs", "/.DS_Store", Answer(200, store, BINARY))
