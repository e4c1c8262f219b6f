"""What stands in ``arkivstruktur.xml``; `tests/accuracy` holds it against the schema."""

import io

import pytest
from lxml import etree

from corpus.export_noark import write_noark
from corpus.public import public
from model.errors import UsageError
from tests.corpus.made import kjelde, reading, sak
from tests.corpus.noark_archive import HEMMELEG, INNKALLING, PROTOKOLL, archive, bare, full, kinds

N = {
    "n": "http://www.arkivverket.no/standarder/noark5/arkivstruktur",
    "s": "urn:saksgang:moete:1",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def written(*meetings):
    out = io.BytesIO()
    write_noark(meetings, out, kinds)
    return etree.fromstring(out.getvalue())


def texts(root, path):
    return root.xpath(f"{path}/text()", namespaces=N)


def record(root, kind, title):
    (found,) = root.xpath(
        "//n:registrering[n:moeteregistreringstype=$kind][n:tittel=$title]", namespaces=N, kind=kind, title=title
    )
    return found


KOR = "Tilskot til <ungdomsråd> & kor"


def test_a_meeting_is_a_moetemappe_with_its_number_day_and_place():
    (folder,) = written(full()).xpath("//n:mappe[@xsi:type='moetemappe']", namespaces=N)
    facts = {
        name: texts(folder, f"n:{name}") for name in ("mappeID", "moetenummer", "utvalg", "moetedato", "moetested")
    }
    assert facts == {
        "mappeID": [full().id],
        "moetenummer": ["4"],
        "utvalg": ["Styret"],
        "moetedato": ["2025-03-12"],
        "moetested": ["Nordvik"],
    }


def test_only_those_who_were_there_are_moetedeltaker():
    root = written(full())
    assert texts(root, "//n:moetedeltakerNavn") == ["Kari Nes", "Liv Ås"]
    assert texts(root, "//n:moetedeltakerFunksjon") == ["leiar"]


def test_the_meeting_has_a_record_for_each_kind_of_paper_and_each_sak_for_what_there_is_of_it():
    kinds_there = texts(written(full()), "//n:moeteregistreringstype")
    assert kinds_there == [
        "Møteinnkalling", "Saksliste", "Møteprotokoll",
        "Saksframlegg", "Saksprotokoll",  # 1/25: proposed and decided
        "Saksframlegg",  # 2/25: proposed
        "Møtesak",  # Ymse: on the sakliste only
        "Saksprotokoll",  # 3/25: only the minutes have it, and repeat what was proposed
    ]  # fmt: skip


def test_saksframlegg_and_saksprotokoll_of_a_sak_point_to_each_other():
    root = written(full())
    before, after = record(root, "Saksframlegg", KOR), record(root, "Saksprotokoll", KOR)
    assert texts(before, "n:referanseTilMoeteregistrering") == texts(after, "n:systemID")
    assert texts(after, "n:referanseFraMoeteregistrering") == texts(before, "n:systemID")


def test_each_is_tied_to_the_file_that_it_stands_in_by_name_and_checksum():
    root = written(full())
    before, after = record(root, "Saksframlegg", KOR), record(root, "Saksprotokoll", KOR)
    assert texts(before, ".//n:referanseDokumentfil") == [INNKALLING]
    assert texts(after, ".//n:referanseDokumentfil") == [PROTOKOLL]
    assert texts(after, ".//n:sjekksum") == [kjelde(PROTOKOLL).sha256]
    assert texts(before, ".//n:format") + texts(after, ".//n:format") == ["pdf", "docx"]
    assert set(texts(root, "//n:sjekksumAlgoritme")) == {"SHA256"}


def test_attachments_are_documents_without_a_file():
    before = record(written(full()), "Saksframlegg", KOR)
    named = before.xpath("n:dokumentbeskrivelse[n:tilknyttetRegistreringSom='Vedlegg']", namespaces=N)
    assert [texts(each, "n:tittel") for each in named] == [["Søknad"], ["Ukjent"]]
    assert not any(each.xpath("n:dokumentobjekt", namespaces=N) for each in named)
    assert texts(before, "n:dokumentbeskrivelse/n:dokumentnummer") == ["1", "2", "3"]


def test_the_vedtak_stands_in_full_with_what_it_sets_in_motion():
    after = record(written(full()), "Saksprotokoll", KOR)
    assert texts(after, "n:beskrivelse") == ["1. Rådet løyver kr 85 000."]
    (action,) = after.xpath(".//s:handling", namespaces=N)
    assert (action.get("beloep"), action.get("frist"), action.get("mottakar")) == ("85000", "2025-06", "koret")
    (vote,) = after.xpath(".//s:roeysting", namespaces=N)
    assert dict(vote.attrib) == {"resultat": "fleirtal", "for": "7", "mot": "2"}
    assert texts(after, ".//s:seksjon[@rolle='behandling']/s:avsnitt") == ["Ordskifte."]


def test_what_the_papers_do_not_say_is_ukjent_and_nothing_else():
    root = written(bare())
    for name in (
        "moetenummer",
        "utvalg",
        "arkivskaperNavn",
        "saksbehandler",
        "administrativEnhet",
        "opprettetAv",
        "format",
    ):
        assert set(texts(root, f"//n:{name}")) == {"Ukjent"}, name
    assert set(texts(root, "//n:filstoerrelse")) == {"0"}
    assert not root.xpath("//n:moetested | //n:moetedeltaker | //n:referanseForrigeMoete", namespaces=N)


def test_every_system_id_is_one_of_its_own_and_the_same_each_time():
    ids = texts(written(*archive()), "//n:systemID")
    assert len(set(ids)) == len(ids) > 50
    assert ids == texts(written(*reversed(archive())), "//n:systemID")


def test_each_organisation_is_an_arkiv_and_each_organ_an_arkivdel():
    root = written(*archive())
    assert texts(root, "n:arkivskaper/n:arkivskaperID") == ["fjordlandet-regionraad", "ukjend"]
    assert [len(each.xpath("n:arkivdel", namespaces=N)) for each in root.xpath("n:arkiv", namespaces=N)] == [2, 1]
    alone = written(full())
    assert len(alone.xpath("n:arkivdel", namespaces=N)) == 1 and not alone.xpath("n:arkiv", namespaces=N)


def test_a_closed_sak_names_its_legal_basis_and_nothing_of_what_it_is_about():
    root = written(public(full()))
    (closed,) = root.xpath("//n:registrering[n:skjerming]", namespaces=N)
    assert texts(closed, "n:skjerming/n:tilgangsrestriksjon") == ["Unntatt offentlighet"]
    assert texts(closed, "n:skjerming/n:skjermingshjemmel") == ["Offl. § 23"]
    assert texts(closed, "n:tittel") == texts(closed, "n:offentligTittel") == ["Unntatt offentlighet"]
    assert HEMMELEG not in etree.tostring(root, encoding="unicode") and "avtale" not in etree.tostring(closed).decode()
    assert not closed.xpath("n:dokumentbeskrivelse", namespaces=N)


def test_papers_of_a_meeting_with_a_withheld_sak_count_as_closed_in_part():
    root = written(public(full()))
    papers = root.xpath("//n:registrering[not(.//s:sak)]/n:dokumentbeskrivelse", namespaces=N)
    assert [texts(each, "n:skjerming/n:skjermingDokument") for each in papers] == [
        ["Skjerming av deler av dokumentet"]
    ] * 3


def test_with_closed_saker_in_full_their_own_file_is_closed_whole():
    closed = record(written(full()), "Saksframlegg", "Ny avtale")
    assert texts(closed, "n:offentligTittel") == ["Unntatt offentlighet"]
    (main, attachment) = closed.xpath("n:dokumentbeskrivelse", namespaces=N)
    assert texts(main, ".//n:referanseDokumentfil") == [HEMMELEG]
    for document in (main, attachment):
        assert texts(document, "n:skjerming/n:skjermingDokument") == ["Skjerming av hele dokumentet"]


def test_a_meeting_without_a_date_is_left_out_and_told_of():
    lost = reading("a.pdf", [sak("1", "Budsjett")], dato=None)
    out = io.BytesIO()
    assert write_noark([lost, full()], out, kinds) == [lost.id]
    assert lost.id.encode() not in out.getvalue()
    with pytest.raises(UsageError, match="no meeting with a date"):
        write_noark([lost], io.BytesIO(), kinds)


def test_what_xml_has_no_letter_for_is_dropped():
    assert texts(written(full()), "//n:registrering[n:moeteregistreringstype='Saksprotokoll']/n:tittel")[0] == KOR
