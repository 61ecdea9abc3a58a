"""A product of eight hosts on real DNS and web servers, behind a link of known delay."""
