"""Where a repository is deployed, told by the files that each platform wants."""

from __future__ import annotations

from pathlib import Path

MARKS = (
    ("vercel.json", "Vercel"),
    (".vercel", "Vercel"),
    ("netlify.toml", "Netlify"),
    ("fly.toml", "Fly"),
    ("render.yaml", "Render"),
    ("railway.json", "Railway"),
    ("railway.toml", "Railway"),
    ("wrangler.toml", "Cloudflare"),
    ("wrangler.jsonc", "Cloudflare"),
    ("firebase.json", "Firebase"),
    ("app.yaml", "Google Cloud"),
    ("config/deploy.yml", "Kamal"),
    ("Procfile", "Heroku"),
)
"""A file at the root of a repository, and the platform that reads it; the surest first."""


def hosting_in(repo: Path) -> str:
    """Return the platform that the repository is made for; empty where nothing tells."""
    return next((name for mark, name in MARKS if (repo / mark).exists()), "")
