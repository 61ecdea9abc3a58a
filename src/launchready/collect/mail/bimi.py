"""See the BIMI record of a sending domain and the logo that it names."""

from __future__ import annotations

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.collect.mail.domains import NONE, require_sender, sending_domains, told
from launchready.derive.mail.bimi import bimi_records, read_bimi
from launchready.facts.mail import Bimi
from launchready.net.http.message import Request

_OK = 200
_START = 4096


@collector(per=sending_domains, none=NONE, reach=Reach.READS, existing=True)
async def collect_bimi(look: Look, domain: str) -> Bimi:
    """Ask for the record; where it is whole, fetch the logo."""
    await require_sender(look, domain)
    record = told(await look.ask(f"default._bimi.{domain}", "TXT"))
    texts = bimi_records(record.values)
    if not texts:
        why = f"{domain} has no BIMI record: it is voluntary"
        raise NotThere(why)
    stated = read_bimi(texts[0])
    if stated.declined or stated.problems or len(texts) > 1:
        return Bimi(domain, record)
    response = await look.fetch(Request(stated.logo))
    kind = (response.header("content-type") or "").partition(";")[0].strip().lower()[:100]
    tiny = b"tiny-ps" in response.body[:_START]
    problem = "" if response.status == _OK else f"the logo answers {response.status}"
    return Bimi(domain, record, response.status, kind, tiny, problem)
