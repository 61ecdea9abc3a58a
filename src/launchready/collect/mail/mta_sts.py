"""See the MTA-STS record of a domain, and the policy file where it leads."""

from __future__ import annotations

import asyncio

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.mail.domains import NONE, mail_servers, sending_domains, told
from launchready.collect.site import is_html
from launchready.derive.bot_wall import bot_wall
from launchready.derive.mail.mta_sts import sts_records
from launchready.facts.dns import Answer
from launchready.facts.mail import MtaSts
from launchready.facts.tls import Trust
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Request, Response

_KEPT = 4096
_OK, _TOO_MANY = 200, 429


@collector(per=sending_domains, none=NONE, reach=Reach.READS, existing=True)
async def collect_mta_sts(look: Look, domain: str) -> MtaSts:
    """Ask for the record; where there is one, fetch the policy as senders do (RFC 8461)."""
    await mail_servers(look, domain)
    record = told(await look.ask(f"_mta-sts.{domain}", "TXT"))
    if not sts_records(record.values):
        return MtaSts(domain, record)
    url = f"https://mta-sts.{domain}/.well-known/mta-sts.txt"
    try:
        response = await look.fetch(Request(url))
    except Failure as failure:
        problem = await _unreachable(look, f"mta-sts.{domain}", failure)
        return MtaSts(domain, record, url, problem=problem)
    return _read(look, record, domain, response)


def _read(look: Look, record: Answer, domain: str, response: Response) -> MtaSts:
    wall = bot_wall(response.status, response.headers, response.body)
    if wall:
        why = f"{wall} answered instead of the policy host: not judged"
        raise Failure(Phase.CONTENT, why)
    problem = _distrust(look, response) or _status(response)
    kind = (response.header("content-type") or "").partition(";")[0].strip().lower()[:100]
    text = "" if problem or is_html(response) else response.text()[:_KEPT]
    if not problem and is_html(response):
        problem = "a web page is served in place of the policy"
    return MtaSts(domain, record, response.url, response.status, kind, text, problem)


def _status(response: Response) -> str:
    """Say what is wrong with the answer: senders follow no redirects (section 3.3)."""
    if response.header("location") and response.status // 100 == 3:  # noqa: PLR2004 - 3xx
        return f"it answers {response.status}, a redirect, which senders do not follow"
    if response.status == _TOO_MANY:
        why = f"the policy answered {response.status}"
        raise Failure(Phase.CONTENT, why)
    return "" if response.status == _OK else f"it answers {response.status}"


def _distrust(look: Look, response: Response) -> str:
    chain = response.tls.chain if response.tls is not None else ()
    judgement = look.network.trust.judge(chain, response.host, look.at)
    if judgement.trust is Trust.TRUSTED:
        return ""
    return f"its certificate is not trusted: {judgement.trust} ({judgement.why})"


async def _unreachable(look: Look, host: str, failure: Failure) -> str:
    """Return why senders cannot fetch the policy; raise the failure where that is not sure."""
    match failure.phase:
        case Phase.NAME:
            answers = await asyncio.gather(look.ask(host, "A"), look.ask(host, "AAAA"))
            if all(answer.status.known and not answer.values for answer in answers):
                return f"{host} has no address"
        case Phase.CONNECT if "refused" in failure.why:
            return f"{host} refuses connections"
        case Phase.TLS if "not finished" not in failure.why:
            return f"{host} fails the TLS handshake: {failure.why}"
        case _:
            pass
    raise failure
