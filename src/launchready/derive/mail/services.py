"""Services that send or receive mail, and what gives each away in a zone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from launchready.derive.dns.tree import within
from launchready.derive.platforms.platform import key


@dataclass(frozen=True, slots=True)
class Service:
    """One service. Names of hosts are compared from their end."""

    name: str
    spf: tuple[str, ...] = ()
    """Domains that its customers put into SPF `include:`."""
    mx: tuple[str, ...] = ()
    selectors: tuple[str, ...] = ()
    """Usual DKIM selectors, the likeliest first; none: each customer has their own."""
    keys: tuple[str, ...] = ()
    """Where its customers' DKIM records are aliases to."""
    also: tuple[str, ...] = ()
    """Other names that people give it."""


SERVICES = (
    Service(
        "Google Workspace",
        spf=("_spf.google.com", "spf.google.com"),
        mx=("google.com", "googlemail.com"),
        selectors=("google",),
        also=("google", "gmail", "gsuite", "g_suite"),
    ),
    Service(
        "Microsoft 365",
        spf=("spf.protection.outlook.com", "spf.protection.office365.us"),
        mx=("mail.protection.outlook.com", "mx.microsoft"),
        selectors=("selector1", "selector2"),
        keys=("onmicrosoft.com", "dkim.mail.microsoft"),
        also=("microsoft", "outlook", "office_365", "office365", "exchange", "exchange_online"),
    ),
    Service(
        "Amazon SES",
        spf=("amazonses.com",),
        mx=("amazonaws.com", "amazonses.com"),
        keys=("dkim.amazonses.com",),
        also=("ses", "aws_ses", "amazon", "aws"),
    ),
    Service(
        "SendGrid",
        spf=("sendgrid.net",),
        mx=("sendgrid.net",),
        selectors=("s1", "s2"),
        keys=("sendgrid.net",),
        also=("twilio_sendgrid", "twilio"),
    ),
    Service(
        "Postmark",
        spf=("spf.mtasv.net",),
        mx=("inbound.postmarkapp.com",),
        selectors=("pm",),
        keys=("dkim.postmarkapp.com",),
        also=("postmarkapp",),
    ),
    Service(
        "Mailgun",
        spf=("mailgun.org", "eu.mailgun.org"),
        mx=("mailgun.org",),
        selectors=("mx", "smtp", "mta", "pic", "k1", "s1"),
        keys=("mailgun.org", "mailgun.net"),
    ),
    Service("Resend", spf=("resend.com",), selectors=("resend",), also=("resend_com",)),
    Service(
        "Brevo",
        spf=("spf.sendinblue.com", "spf.brevo.com"),
        selectors=("mail", "brevo1", "brevo2"),
        keys=("dkim.brevo.com", "sendinblue.com"),
        also=("sendinblue",),
    ),
    Service(
        "Mailchimp",
        spf=("servers.mcsv.net", "spf.mandrillapp.com"),
        selectors=("k1", "k2", "k3", "mandrill", "mte1"),
        keys=("mcsv.net", "mandrillapp.com"),
        also=("mandrill", "mailchimp_transactional", "intuit_mailchimp"),
    ),
    Service(
        "Zoho",
        spf=("zoho.com", "zoho.eu", "zoho.in", "zohomail.com", "transmail.net", "zeptomail.net"),
        mx=("zoho.com", "zoho.eu", "zoho.in", "zohomail.com"),
        selectors=("zoho", "zmail"),
        keys=("zoho.com", "zoho.eu"),
        also=("zoho_mail", "zeptomail"),
    ),
    Service(
        "Fastmail",
        spf=("spf.messagingengine.com",),
        mx=("messagingengine.com",),
        selectors=("fm1", "fm2", "fm3"),
        keys=("fmhosted.com", "messagingengine.com"),
    ),
    Service(
        "Proton Mail",
        spf=("_spf.protonmail.ch",),
        mx=("protonmail.ch",),
        selectors=("protonmail", "protonmail2", "protonmail3"),
        keys=("domains.proton.ch",),
        also=("proton", "protonmail"),
    ),
    Service(
        "iCloud Mail",
        spf=("icloud.com",),
        mx=("mail.icloud.com",),
        selectors=("sig1",),
        keys=("dkim.icloudmailadmin.com",),
        also=("icloud", "apple"),
    ),
    Service(
        "Shopify",
        spf=("shops.shopify.com",),
        selectors=("shopify1", "shopify2"),
        keys=("shopifyemail.com", "myshopify.email"),
        also=("shopify_email",),
    ),
    Service(
        "Klaviyo",
        spf=("klaviyomail.com",),
        selectors=("km1", "km2", "dkim"),
        keys=("klaviyomail.com", "klaviyodns.com"),
    ),
    Service(
        "Customer.io",
        spf=("customeriomail.com",),
        selectors=("cio",),
        keys=("customeriomail.com",),
        also=("customerio",),
    ),
    Service(
        "HubSpot",
        spf=("hubspotemail.net",),
        selectors=("hs1", "hs2"),
        keys=("hubspotemail.net",),
    ),
    Service(
        "Zendesk",
        spf=("mail.zendesk.com",),
        selectors=("zendesk1", "zendesk2"),
        keys=("zendesk.com",),
    ),
    Service(
        "Intercom",
        spf=("spf.intercom.io", "intercom.io"),
        selectors=("intercom",),
        keys=("intercom.io",),
    ),
    Service("Freshdesk", spf=("email.freshdesk.com",), keys=("freshdesk.com",)),
    Service("Help Scout", spf=("helpscoutemail.com",), selectors=("strong1", "strong2")),
    Service("Salesforce", spf=("_spf.salesforce.com",), also=("exacttarget",)),
    Service("ActiveCampaign", spf=("emsd1.com",), selectors=("dk",), keys=("acdkim1.com",)),
    Service("Mailjet", spf=("spf.mailjet.com",), selectors=("mailjet",), keys=("mailjet.com",)),
    Service("SparkPost", spf=("sparkpostmail.com", "_spf.sparkpostmail.com"), also=("bird",)),
    Service(
        "MailerSend",
        spf=("_spf.mailersend.net",),
        selectors=("mlsend", "mlsend2"),
        keys=("mailersend.net",),
    ),
    Service("MailerLite", spf=("_spf.mlsend.com",), selectors=("litesrv",), keys=("mlsend.com",)),
    Service(
        "ConvertKit",
        selectors=("cka",),
        keys=("dm.kit.com", "convertkit.com"),
        also=("kit",),
    ),
    Service("Loops", selectors=("loops",), keys=("loops.so",)),
    Service("SMTP2GO", spf=("spf.smtp2go.com",), keys=("smtp2go.net", "smtp2go.com")),
    Service("Elastic Email", spf=("_spf.elasticemail.com",), selectors=("api",)),
    Service("Stripe", keys=("custom-email-domain.stripe.com",)),
    Service("Cloudflare Email", spf=("_spf.mx.cloudflare.net",), mx=("mx.cloudflare.net",)),
    Service("ImprovMX", spf=("spf.improvmx.com",), mx=("improvmx.com",)),
    Service("Migadu", spf=("spf.migadu.com",), mx=("migadu.com",), selectors=("key1", "key2")),
    Service("Namecheap Private Email", spf=("spf.privateemail.com",), mx=("privateemail.com",)),
    Service(
        "Hostinger", spf=("_spf.mail.hostinger.com",), mx=("mx1.hostinger.com", "hostinger.com")
    ),
    Service("IONOS", spf=("_spf.perfora.net", "_spf.kundenserver.de"), mx=("kundenserver.de",)),
    Service("OVHcloud", spf=("mx.ovh.com",), mx=("ovh.net",)),
    Service("Titan", spf=("spf.titan.email",), mx=("titan.email",), selectors=("titan1",)),
    Service("GoDaddy", spf=("secureserver.net",), mx=("secureserver.net",)),
    Service("Mimecast", spf=("_netblocks.mimecast.com", "mimecast.com"), mx=("mimecast.com",)),
    Service("Proofpoint", spf=("pphosted.com",), mx=("pphosted.com", "ppe-hosted.com")),
    Service("Yandex", spf=("_spf.yandex.net",), mx=("mx.yandex.net",), selectors=("mail",)),
)
"""The likeliest first: where two share a selector, the first is named."""


def by_include(domain: str) -> Service | None:
    """Return the service whose SPF include this is."""
    return _ending(domain, tuple((end, one) for one in SERVICES for end in one.spf))


def by_mx(host: str) -> Service | None:
    """Return the service that runs a mail server."""
    return _ending(host, tuple((end, one) for one in SERVICES for end in one.mx))


def by_key_alias(target: str) -> Service | None:
    """Return the service that a DKIM record is an alias to."""
    return _ending(target, tuple((end, one) for one in SERVICES for end in one.keys))


def named(name: str) -> Service | None:
    """Return the service that a person means: `google`, `Amazon SES`, `aws-ses`."""
    return _names().get(key(name))


def _ending(host: str, ends: tuple[tuple[str, Service], ...]) -> Service | None:
    name = host.lower().rstrip(".")
    fits = [(len(end), one) for end, one in ends if within(name, end)]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


@cache
def _names() -> dict[str, Service]:
    return {key(name): one for one in SERVICES for name in (one.name, *one.also)}
