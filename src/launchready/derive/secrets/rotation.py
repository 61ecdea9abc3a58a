"""How to replace a credential: where its issuer lets one do it, and in which order."""

from __future__ import annotations

from launchready.facts.secrets import Secret

_STEPS = (
    ("Supabase", ("in Supabase: Project Settings > API Keys, make a new secret key, deploy it, "
     "revoke the old one; for a service_role JWT rotate the JWT secret, which also ends sessions")),
    ("Stripe", ("in Stripe: Developers > API keys > Roll key, expiring in some hours, deploy "
     "the new one; read Developers > Logs for calls that are not yours")),
    ("Clerk", "in Clerk: API keys > Secret keys > Rotate"),
    ("AWS", ("in AWS IAM: make a second key, deploy it, deactivate and then delete the "
     "old one; read CloudTrail for its use")),
    ("GitHub", "in GitHub: Settings > Developer settings > Tokens > Revoke; read the security log"),
    ("GitLab", "in GitLab: Access tokens > Revoke, make a new one; read the audit events"),
    ("OpenAI", "in OpenAI: API keys > Revoke; set a budget limit; read the usage of the last days"),
    ("Anthropic", "in the Anthropic Console: API keys > Disable; read the usage page"),
    ("Google", ("in Google Cloud: APIs & Services > Credentials, make a new one, restrict it to "
     "the APIs and referrers that need it, delete the old one; read the audit log")),
    ("Slack", "in Slack: your app > OAuth & Permissions > Revoke; a webhook is removed and added"),
    ("Discord", "in Discord: Server Settings > Integrations > Webhooks, delete it, make a new one"),
    ("SendGrid", "in SendGrid: Settings > API Keys, delete it, make one with fewer permissions"),
    ("Resend", "in Resend: API Keys, delete it, make one that may only send"),
    ("Twilio", "in Twilio: Account > API keys, delete it; for the auth token promote a second one"),
    ("Mailgun", "in Mailgun: API Security, delete the key, make a new one"),
    ("Cloudflare", "in Cloudflare: My Profile > API Tokens > Roll"),
    ("Vercel", "in Vercel: Account Settings > Tokens, delete it"),
    ("Netlify", "in Netlify: User settings > Applications, delete the token"),
    ("npm", "on npm: Access Tokens > Delete; look at the last published versions"),
    ("PyPI", "on PyPI: Account settings > API tokens > Remove; use trusted publishing instead"),
    ("Docker Hub", "on Docker Hub: Account settings > Personal access tokens, delete it"),
    ("DigitalOcean", "in DigitalOcean: API > Tokens, delete it; read the security history"),
    ("Sentry", "in Sentry: User settings > Auth tokens, remove it"),
    ("Shopify", "in Shopify: the app's API credentials > Rotate"),
    ("MongoDB", "in MongoDB Atlas: Database Access > Edit > new password; read the access history"),
    ("Django", "make a new SECRET_KEY, keep the old one in SECRET_KEY_FALLBACKS for a day"),
    ("Hugging Face", "at Hugging Face: Settings > Access Tokens > Invalidate and refresh"),
    ("Telegram", "tell @BotFather /revoke, and deploy the new token"),
)  # fmt: skip

_BY_KIND = {
    "private-key": "make a new key pair, put the new public key in place, take the old one out "
    "everywhere it is trusted; for a certificate ask its authority to revoke it",
    "connection-string": "give the database user a new password, deploy it, end open sessions; "
    "let the database be reached from your own network only",
    "jwt": "change the key that signs these tokens, which makes all of them worthless",
    "webhook-signing-secret": "roll the endpoint's signing secret at the sender, accept both for a "
    "day, then only the new one",
}


def rotation(secret: Secret) -> str:
    """Return how to replace a credential, as part of a sentence."""
    for vendor, steps in _STEPS:
        if vendor in secret.vendor:
            return steps
    by_kind = _BY_KIND.get(secret.kind)
    if by_kind:
        return by_kind
    issuer = f"at {secret.vendor}" if secret.vendor else "where it was made"
    return f"{issuer}: make a new one, deploy it, then revoke the old one and read the access log"
