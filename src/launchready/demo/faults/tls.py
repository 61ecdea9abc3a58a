"""Faults of certificates and TLS set-up, on hosts where none hides another."""

from __future__ import annotations

import ssl
from dataclasses import replace

from launchready.demo.blueprint import FAULTY, Blueprint
from launchready.demo.ca import Chain, Leaf
from launchready.demo.faults.fault import fault

ANY_SUITE = "ALL:@SECLEVEL=0"


@fault("tls-certificate-expired", f"admin.{FAULTY}")
def expired_certificate(blueprint: Blueprint) -> None:
    """The certificate of the admin host expired nine days ago."""
    site = blueprint.site("admin")
    site.leaf = replace(site.leaf, age_days=99, left_days=-9)


@fault("tls-certificate-not-yet-valid", f"events.{FAULTY}")
def early_certificate(blueprint: Blueprint) -> None:
    """The certificate of the events host becomes valid in three days."""
    site = blueprint.site("events")
    site.leaf = replace(site.leaf, age_days=-3, left_days=87)


@fault("tls-certificate-wrong-name", f"press.{FAULTY}")
def foreign_certificate(blueprint: Blueprint) -> None:
    """The press host shows the certificate of another name."""
    site = blueprint.site("press")
    site.leaf = Leaf((f"old-press.{FAULTY}",))


@fault("tls-certificate-self-signed", f"staging.{FAULTY}")
def self_signed_certificate(blueprint: Blueprint) -> None:
    """The staging host signed its certificate itself."""
    site = blueprint.site("staging")
    site.leaf = replace(site.leaf, chain=Chain.SELF_SIGNED)


@fault("tls-missing-intermediate", f"docs.{FAULTY}")
def lone_leaf(blueprint: Blueprint) -> None:
    """The docs host sends its certificate without the intermediate."""
    site = blueprint.site("docs")
    site.leaf = replace(site.leaf, chain=Chain.LEAF_ONLY)


@fault("tls-unknown-root", f"labs.{FAULTY}")
def unknown_authority(blueprint: Blueprint) -> None:
    """The labs host has a certificate of an authority that no browser knows."""
    site = blueprint.site("labs")
    site.leaf = replace(site.leaf, chain=Chain.OTHER_ROOT)


@fault("tls-chain-wrong-order", f"jobs.{FAULTY}")
def shuffled_chain(blueprint: Blueprint) -> None:
    """The jobs host sends its chain in the wrong order."""
    site = blueprint.site("jobs")
    site.leaf = replace(site.leaf, chain=Chain.WRONG_ORDER)


@fault("tls-no-https", f"legacy.{FAULTY}")
def plain_https_port(blueprint: Blueprint) -> None:
    """The HTTPS port of the legacy host speaks plain HTTP."""
    blueprint.site("legacy").tls = False


@fault("tls-certificate-expires-soon", f"auth.{FAULTY}")
def ending_certificate(blueprint: Blueprint) -> None:
    """The certificate of the sign-in host ends in five days."""
    site = blueprint.site("auth")
    site.leaf = replace(site.leaf, age_days=85, left_days=5)


@fault("tls-renewal-overdue", f"status.{FAULTY}")
def late_renewal(blueprint: Blueprint) -> None:
    """The certificate of the status host should have been renewed a week ago."""
    site = blueprint.site("status")
    site.leaf = replace(site.leaf, age_days=68, left_days=22)


@fault("tls-old-protocol", f"app.{FAULTY}")
def old_protocols(blueprint: Blueprint) -> None:
    """The app host still takes TLS 1.0 and 1.1."""
    site = blueprint.site("app")
    site.oldest, site.ciphers = ssl.TLSVersion.TLSv1, ANY_SUITE


@fault("tls-old-protocol-only", f"pos.{FAULTY}")
def old_protocol_only(blueprint: Blueprint) -> None:
    """The till host speaks nothing newer than TLS 1.0."""
    site = blueprint.site("pos")
    site.oldest = site.newest = ssl.TLSVersion.TLSv1
    site.ciphers, site.alpn = ANY_SUITE, ()


@fault("tls-weak-suite", f"app.{FAULTY}")
def weak_suites(blueprint: Blueprint) -> None:
    """The app host takes cipher suites without forward secrecy."""
    site = blueprint.site("app")
    site.leaf, site.ciphers = replace(site.leaf, rsa_bits=2048), ANY_SUITE


@fault("tls-weak-key", f"media.{FAULTY}")
def short_key(blueprint: Blueprint) -> None:
    """The media host has a certificate with a 1,024-bit RSA key."""
    site = blueprint.site("media")
    site.leaf = replace(site.leaf, rsa_bits=1024)
    site.ciphers = "ECDHE+AESGCM:@SECLEVEL=0"


@fault("tls-weak-signature", f"stats.{FAULTY}")
def sha1_signature(blueprint: Blueprint) -> None:
    """The stats host has a certificate that was signed with SHA-1."""
    site = blueprint.site("stats")
    site.leaf = replace(site.leaf, sha1=True)
    site.ciphers = "ECDHE+AESGCM:@SECLEVEL=0"


@fault("tls-certificate-refused", f"partners.{FAULTY}")
def client_certificate(blueprint: Blueprint) -> None:
    """The partners host shows a certificate that was made for clients, not for servers."""
    site = blueprint.site("partners")
    site.leaf = replace(site.leaf, for_clients=True)


@fault("tls-1-3-missing", f"api.{FAULTY}")
def no_tls_1_3(blueprint: Blueprint) -> None:
    """The API stops at TLS 1.2."""
    blueprint.site("api").newest = ssl.TLSVersion.TLSv1_2


@fault("must-staple-without-staple", f"pay.{FAULTY}")
def missing_staple(blueprint: Blueprint) -> None:
    """The payment host promises a stapled OCSP answer and sends none."""
    site = blueprint.site("pay")
    site.leaf = replace(site.leaf, must_staple=True)


@fault("caa-forbids-issuer", f"help.{FAULTY}")
def foreign_caa(blueprint: Blueprint) -> None:
    """The CAA record of the help host forbids the authority that issued its certificate."""
    blueprint.records.put("help", "CAA", '0 issue "digicert.com"')
