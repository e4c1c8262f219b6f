"""The front page and the sakliste: whose paper it is, and which saker are closed."""

from __future__ import annotations

import pytest

from extract import read_moete
from model.moete import Moete
from tests.extract.paper_text import document

NOTICE = """
# Møteinnkalling
Møtedato: 4. februar 2026
**Saksliste**
Sak 1 Godkjenning av møtebok
Sak 2 {title}
**Sak 1 Godkjenning av møtebok**
**Forslag til vedtak**
Møteboka godkjennes.
**Sak 2 Ansettelse**
**Forslag til vedtak**
Styret vedtar ansettelsen.
"""


def paper(title: str = "Ansettelse", headers: tuple[str, ...] = ()) -> Moete:
    return read_moete(document(NOTICE.format(title=title), headers=headers))


@pytest.mark.parametrize("header", ["Vestmarka miljø IKS | Styret", "Vestmarka miljø IKS · Styret"])
def test_a_stroke_or_a_dot_parts_the_body_from_its_organ(header):
    moete = paper(headers=(header,))
    assert (moete.organisasjon, moete.utvalg) == ("Vestmarka miljø IKS", "Styret")


@pytest.mark.parametrize(
    ("title", "basis"),
    [
        ("Ansettelse (unntatt offentlighet, offl. § 25)", "offl. § 25"),
        ("Ansettelse – unntatt offentlighet", "unntatt offentlighet"),
        ("Ansettelse (u.off., offl. § 25)", "offl. § 25"),
        ("Ansettelse", None),
    ],
)
def test_a_remark_behind_a_title_that_the_sak_is_closed_is_no_part_of_it(title, basis):
    sak = paper(title).saker[1]
    assert (sak.tittel, sak.unntatt_offentlegheit) == ("Ansettelse", basis)


def test_a_remark_below_a_title_of_a_bare_list_is_of_the_sak_above():
    rows = "17/26→26/2→Budsjett\n18/26→26/9→Skjenkeløyve\nUnnateke offentlegheit, offl. § 13\n19/26→→Meldingar"
    moete = read_moete(document(f"# Sakliste – formannskapet\nMøtedag: 4. februar 2026\n{rows}\nNordvik, 1.2.2026"))
    assert [sak.unntatt_offentlegheit for sak in moete.saker] == [None, "offl. § 13", None]


def test_other_words_behind_a_title_are_part_of_it():
    assert paper("Ansettelse (ny behandling)").saker[1].tittel == "Ansettelse (ny behandling)"
