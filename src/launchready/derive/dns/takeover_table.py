"""Services that hand out names, and how each says that nobody has one.

Sources: the vendors' own error pages and the public collection "Can I take over XYZ".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Service:
    """One service."""

    name: str
    """As `derive.providers` names it, where it does."""
    ends: tuple[str, ...]
    """How the alias targets that it hands out end."""
    says: tuple[str, ...]
    """Words of the page it serves for a name nobody has."""
    claimable: bool = True
    """Whether a stranger can take such a name; else it is only dead."""
    nxdomain: bool = False
    """A target that does not exist can be registered by anybody, word for word."""
    statuses: tuple[int, ...] = (404,)
    """The statuses of that page."""
    inside: str = ""
    """What such a target holds besides: other services share the ending."""


_ANY = (200, 400, 403, 404, 410, 421, 500, 502, 503)

SERVICES = (
    Service("GitHub Pages", ("github.io",), ("There isn't a GitHub Pages site here.",)),
    Service(
        "Heroku",
        ("herokuapp.com", "herokudns.com", "herokussl.com"),
        ("herokucdn.com/error-pages/no-such-app.html", "<title>No such app</title>"),
    ),
    Service(
        "Amazon S3",
        ("amazonaws.com",),
        ("<Code>NoSuchBucket</Code>", "Code: NoSuchBucket"),
        inside=".s3",
    ),
    Service("AWS Elastic Beanstalk", ("elasticbeanstalk.com",), (), nxdomain=True),
    Service(
        "Azure",
        (
            "azurewebsites.net",
            "cloudapp.net",
            "cloudapp.azure.com",
            "trafficmanager.net",
            "azureedge.net",
            "azure-api.net",
            "azurecontainer.io",
            "azurecr.io",
            "blob.core.windows.net",
            "web.core.windows.net",
            "servicebus.windows.net",
        ),
        (),
        nxdomain=True,
    ),
    Service(
        "Netlify",
        ("netlify.app", "netlify.com", "netlifyglobalcdn.com"),
        ("Not Found - Request ID:",),
    ),
    Service("Vercel", ("vercel.app", "vercel-dns.com", "now.sh"), ("DEPLOYMENT_NOT_FOUND",)),
    Service(
        "Fastly",
        ("fastly.net", "fastlylb.net"),
        ("Fastly error: unknown domain",),
        claimable=False,
        statuses=(500,),
    ),
    Service(
        "Shopify",
        ("myshopify.com",),
        ("Sorry, this shop is currently unavailable.", "Only one step left!"),
        statuses=(402, 403, 404),
    ),
    Service("Surge", ("surge.sh",), ("project not found",)),
    Service("Ghost", ("ghost.io",), ("The thing you were looking for is no longer here",)),
    Service("Tumblr", ("domains.tumblr.com",), ("Whatever you were looking for doesn't",)),
    Service("Zendesk", ("zendesk.com",), ("Help Center Closed",), claimable=False, statuses=_ANY),
    Service(
        "ReadMe",
        ("readme.io", "readmessl.com"),
        ("Project doesnt exist... yet!", "The creators of this project are still working"),
        statuses=_ANY,
    ),
    Service(
        "Webflow",
        ("proxy.webflow.com", "proxy-ssl.webflow.com", "cdn.webflow.com"),
        ("The page you are looking for doesn't exist or has been moved.</",),
        claimable=False,
    ),
    Service(
        "Unbounce",
        ("unbouncepages.com",),
        ("The requested URL was not found on this server.",),
        claimable=False,
    ),
    Service("Pantheon", ("pantheonsite.io",), ("404 error unknown site!",)),
    Service("Fly", ("fly.dev",), (), nxdomain=True),
    Service("Bitbucket", ("bitbucket.io",), ("Repository not found",)),
    Service("Cargo", ("cargocollective.com",), ("If you're moving your domain away from Cargo",)),
    Service("Help Juice", ("helpjuice.com",), ("We could not find what you're looking for.",)),
    Service("Help Scout", ("helpscoutdocs.com",), ("No settings were found for this company:",)),
    Service(
        "Intercom", ("custom.intercom.help",), ("Uh oh. That page doesn't exist.",), statuses=_ANY
    ),
    Service("JetBrains YouTrack", ("youtrack.cloud",), ("is not a registered InCloud YouTrack",)),
    Service("Kinsta", ("kinsta.cloud",), ("No Site For Domain",)),
    Service("LaunchRock", ("launchrock.com",), ("you may have taken a wrong turn somewhere",)),
    Service("ngrok", ("ngrok.io", "ngrok.app", "ngrok-free.app"), ("ERR_NGROK_3200",)),
    Service("Read the Docs", ("readthedocs.io",), ("The link you have followed or the URL",)),
    Service("Strikingly", ("s.strikinglydns.com",), ("PAGE NOT FOUND.",)),
    Service("UserVoice", ("uservoice.com",), ("This UserVoice subdomain is currently available!",)),
    Service("WordPress.com", ("wordpress.com",), ("Do you want to register ",), statuses=_ANY),
    Service("Render", ("onrender.com",), ("x-render-routing: no-server",), claimable=False),
    Service(
        "Firebase", ("web.app", "firebaseapp.com"), ("<h1>Site Not Found</h1>",), claimable=False
    ),
    Service("Discourse", ("trydiscourse.com",), (), nxdomain=True),
    Service("Worksites", ("worksites.net",), ("Hello! Sorry, but the website you",)),
)
"""Where a service has no page of its own for free names, only a missing target tells."""
