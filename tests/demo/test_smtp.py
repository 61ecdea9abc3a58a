from __future__ import annotations

import smtplib
import ssl
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.demo.conftest import Visitor


def test_the_mail_server_offers_encryption_and_takes_no_mail(twin: Visitor) -> None:
    name = twin.name("mail")
    address, port = twin.world.settings.connect[name, 25]
    context = ssl.create_default_context(cafile=str(twin.world.settings.ca_file))
    context.check_hostname = False
    with smtplib.SMTP(address, port, "visitor.test", 10) as mail:
        mail.ehlo()
        assert mail.has_extn("starttls")
        mail.starttls(context=context)
        mail.ehlo()
        assert not mail.has_extn("starttls")
        assert mail.mail("a@b.test")[0] == 550
