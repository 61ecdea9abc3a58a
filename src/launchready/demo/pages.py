"""The pages and assets of the marketplace: what a visitor would see."""

from __future__ import annotations

STYLE = "/assets/site.4f3a9c21.css"
SCRIPT = "/assets/app.9d2e71b8.js"
PICTURE = "/assets/crate.77c0d1aa.svg"

STYLE_TEXT = """\
:root { color-scheme: light dark; --leaf: #2f7d4f; --ink: #20302a; --paper: #fbfaf5; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1rem; font: 1rem/1.55 system-ui, sans-serif;
  color: var(--ink); background: var(--paper); }
header { display: flex; gap: 1rem; align-items: baseline; justify-content: space-between; }
nav a { margin-right: 1rem; color: var(--leaf); }
.grid { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); }
.offer { border: 1px solid #d9d5c3; border-radius: .6rem; padding: 1rem; background: #fff; }
.price { font-weight: 700; color: var(--leaf); }
@media (prefers-color-scheme: dark) { :root { --ink: #e8efe9; --paper: #17201b; } }
"""

SCRIPT_TEXT = """\
"use strict";
const form = document.querySelector("#search");
if (form) {
  form.addEventListener("submit", (event) => {
    const field = form.querySelector("input");
    if (!field.value.trim()) { event.preventDefault(); field.focus(); }
  });
}
"""

PICTURE_TEXT = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80" role="img" aria-label="Pears">
<rect x="10" y="36" width="100" height="38" rx="4" fill="#b98a52"/>
<g fill="#8fae3b"><circle cx="32" cy="34" r="14"/><circle cx="60" cy="30" r="14"/>
<circle cx="88" cy="34" r="14"/></g>
<path d="M10 50h100M10 62h100" stroke="#8a6231" stroke-width="3"/>
</svg>
"""

OFFERS = (
    ("Conference pears, 5 kg", "Willow Farm", "11.50"),
    ("Heritage tomatoes, mixed box", "The Glasshouse", "9.80"),
    ("Wildflower honey, 500 g", "Bee & Barrow", "7.40"),
    ("Sourdough, baked this morning", "Corner Oven", "4.20"),
    ("Free-range eggs, tray of 30", "Willow Farm", "8.90"),
    ("Winter squash, each", "Long Acre", "3.60"),
)


def document(title: str, body: str, *, canonical: str = "", head: str = "") -> str:
    """Return a whole HTML page of the shop."""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Harvest Lane</title>
<meta name="description" content="Buy what grows near you, straight from the people who grow it.">
{link}
<link rel="stylesheet" href="{STYLE}">
<script src="{SCRIPT}" defer></script>
{head}
</head>
<body>
<header><a href="/"><strong>Harvest Lane</strong></a>
<nav aria-label="Main"><a href="/listings">Listings</a><a href="/sell">Sell with us</a></nav>
</header>
<main>
{body}
</main>
<footer><p>Harvest Lane is a demo marketplace. Nothing here is for sale.</p></footer>
</body>
</html>
"""


def home(title: str = "Food from the farms around you") -> str:
    """Return the body of the home page."""
    return f"""\
<h1>{title}</h1>
<form id="search" action="/search" method="get"><label>What are you looking for?
<input name="q" type="search" placeholder="pears"></label> <button>Search</button></form>
<img src="{PICTURE}" alt="A crate of pears" width="240" height="160">
<h2>Fresh this week</h2>
{offers()}
"""


def offers() -> str:
    """Return the grid of what is for sale."""
    cards = "\n".join(
        f'<article class="offer"><h3>{what}</h3><p>{who}</p>'
        f'<p class="price">€ {price}</p></article>'
        for what, who, price in OFFERS
    )
    return f'<div class="grid">\n{cards}\n</div>'


def login(action: str) -> str:
    """Return the body of the sign-in page."""
    return f"""\
<h1>Sign in</h1>
<form action="{action}" method="post">
<label>E-mail <input name="email" type="email" autocomplete="username"></label>
<label>Password <input name="password" type="password" autocomplete="current-password"></label>
<button>Sign in</button></form>
"""
