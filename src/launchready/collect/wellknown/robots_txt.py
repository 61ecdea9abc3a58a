"""Read robots.txt of every web host."""

from __future__ import annotations

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.subjects import web_hosts
from launchready.collect.wellknown.asking import ask_file, is_text
from launchready.derive.mask import mask_line, mask_url
from launchready.derive.page.robots import read_robots
from launchready.facts.wellknown import RobotsTxt


@collector(per=web_hosts, none="the product has no web host", reach=Reach.READS)
async def collect_robots_txt(look: Look, host: str) -> RobotsTxt:
    """Return what robots.txt says of the root page."""
    response = await ask_file(look, host, "/robots.txt")
    if not is_text(response):
        return RobotsTxt(host, mask_url(response.url), response.status)
    robots = read_robots(response.text())
    blocks_all, blocks_google = robots.forbids("*"), robots.forbids("googlebot")
    agent = "*" if blocks_all else "googlebot"
    group = robots.for_agent(agent) if blocks_all or blocks_google else None
    rules = () if group is None else (f"User-agent: {group.agents[0]}", *_rules(group.disallow))
    return RobotsTxt(
        host,
        mask_url(response.url),
        response.status,
        found=True,
        blocks_all=blocks_all,
        blocks_google=blocks_google,
        blocking_rules=rules,
        sitemaps=tuple(mask_url(one) for one in robots.sitemaps[:20]),
    )


def _rules(disallow: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(mask_line(f"Disallow: {path}") for path in sorted(disallow, key=len)[:3])
