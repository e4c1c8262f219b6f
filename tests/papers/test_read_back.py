"""What is read from the example papers is what was written into them."""

import pytest

from extract import read_moete
from ingest import read
from tests.papers.examples import EXAMPLES
from tests.papers.test_examples import FOLDER


@pytest.fixture(scope="module")
def readings():
    return {name: read_moete(read(FOLDER / name)) for name in EXAMPLES}


def points(part):
    return tuple(point.tekst for point in part.punkt) if part else ()


@pytest.mark.parametrize("name", EXAMPLES)
class TestAnExample:
    def test_gives_its_meeting(self, readings, name):
        written, moete = EXAMPLES[name][0], readings[name]
        assert (moete.utvalg, moete.moetedato) == (written.organ, written.dato)
        assert (moete.maalform, moete.moetested, written.slag in moete.dokumenttypar) == (
            written.maalform,
            written.stad,
            True,
        )
        assert f"{moete.starttid}–{moete.sluttid}".replace(":", ".") == written.tid

    def test_gives_its_saker_with_number_and_title(self, readings, name):
        saker = EXAMPLES[name][0].saker
        wanted = [(sak.nummer or str(place), sak.tittel) for place, sak in enumerate(saker, start=1)]
        assert [(sak.nummer, sak.tittel) for sak in readings[name].saker] == wanted

    def test_gives_proposals_and_attachments(self, readings, name):
        written, moete = EXAMPLES[name][0], readings[name]
        assert [points(sak.framlegg) for sak in moete.saker] == [sak.framlegg for sak in written.saker]
        assert [tuple(sak.vedlegg) for sak in moete.saker] == [sak.vedlegg for sak in written.saker]

    def test_gives_vedtak_where_one_that_adopts_the_proposal_has_its_points(self, readings, name):
        written, moete = EXAMPLES[name][0], readings[name]
        adopted = {"Tilrådinga vart samrøystes vedteken.", "Som tilrådinga."}
        wanted = [sak.framlegg if set(sak.vedtak) & adopted else sak.vedtak for sak in written.saker]
        assert [points(sak.vedtak) for sak in moete.saker] == wanted

    def test_gives_who_met_and_who_did_not(self, readings, name):
        written, moete = EXAMPLES[name][0], readings[name]
        met = [person.namn for person in moete.moetedeltakarar if person.frammoete in ("moett", "vara")]
        assert met == [name.split(",")[0].split(" (")[0] for name, _ in written.moett]
        absent = [person.namn for person in moete.moetedeltakarar if person.frammoete == "forfall"]
        assert absent == [name for name, _ in written.forfall]
