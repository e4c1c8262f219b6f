"""An entry of the register as TOML: it reads back as it was, whatever stands in it, and touches nothing else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.organ_toml import append_organ, organ_toml
from corpus.organs import read_organs
from model.errors import UsageError
from model.organ import FastSak, Medlem, Organ, PlanlagtMoete

FULL = Organ(
    organisasjon="Fjordlandet regionråd", utvalg="Styret", alias=["Arbeidsutvalet", "AU"], slag="styre", maalform="nn",
    nummerering="PS {nr:03}/{aa}", innkallingsfrist=14, vedtaksfoer=3, starttid="09:00", moetested="Eidbygda",
    medlem=[
        Medlem(namn="Kari Nes", funksjon="leiar", parti="Sp", kommune="Nordvik", vara=["Ola"], fraa=date(2023, 10, 1)),
        Medlem(namn="Ei Dagleg", roeysterett=False),
    ],
    fast_sak=[FastSak(tittel="Opning", sakstype="opning"), FastSak(tittel="Ymse", sakstype="ymse", sist=True)],
    moete=[PlanlagtMoete(dato=date(2026, 2, 23), saksfrist=date(2026, 2, 2), merknad="saman")],
)  # fmt: skip
HOSTILE = [
    'Anne "Nuppen" Lie', "bak\\strek", "to\nlinjer", "\t\r\x00\x1b[31m\x7f\x85", "'''\"\"\"", "# kommentar",
    "[[organ]]", "😀 é ø \u202e", "utan slutt\\", "]\n[[organ]]\nutvalg = 'falsk'", "{nr}", "=", "\u2028",
]  # fmt: skip


def read_back(folder, organ, notes=None):
    (folder / "organ.toml").write_text(organ_toml(organ, notes), encoding="utf-8", newline="\n")
    return read_organs(folder)


def test_a_full_entry_reads_back_as_it_was(tmp_path):
    assert read_back(tmp_path, FULL) == [FULL]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_breaks_the_file(tmp_path, text):
    organ = Organ(
        utvalg=text, moetested=text, alias=[f"{text} 2"], medlem=[Medlem(namn=text, vara=[text])],
        fast_sak=[FastSak(tittel=text)], moete=[PlanlagtMoete(dato=date(2026, 1, 5), merknad=text)],
    )  # fmt: skip
    notes = {key: [f"frå {text}", text] for key in ("", "utvalg", "medlem", "moete", "fast_sak", "moetested")}
    assert read_back(tmp_path, organ, notes) == [organ]


@given(st.text(min_size=1), st.text())
def test_any_text_reads_back(tmp_path_factory, name, note):
    organ = Organ(utvalg=name, medlem=[Medlem(namn=name)])
    folder = tmp_path_factory.mktemp("register")
    assert read_back(folder, organ, {"": [note], "medlem": [note]}) == [organ]


class TestPuttingItIn:
    def test_makes_the_register_where_there_is_none(self, tmp_path):
        append_organ(tmp_path / "arkiv", FULL, organ_toml(FULL))
        assert read_organs(tmp_path / "arkiv") == [FULL]

    @pytest.mark.parametrize("ending", ["\n", "", "\n\n# slutt", "\r\n"])
    def test_changes_not_a_byte_of_what_is_there(self, tmp_path, ending):
        before = f"\ufeff# vårt register\r\n[[organ]]\nutvalg = 'Rådet'   # eldst{ending}".encode()
        (tmp_path / "organ.toml").write_bytes(before)
        append_organ(tmp_path, FULL, organ_toml(FULL))
        assert (tmp_path / "organ.toml").read_bytes().startswith(before)
        assert [each.utvalg for each in read_organs(tmp_path)] == ["Rådet", "Styret"]

    def test_refuses_an_organ_that_is_there_under_any_name(self, tmp_path):
        append_organ(tmp_path, FULL, organ_toml(FULL))
        again = Organ(organisasjon=FULL.organisasjon, utvalg="arbeidsutvalet")
        before = (tmp_path / "organ.toml").read_bytes()
        with pytest.raises(UsageError, match="already"):
            append_organ(tmp_path, again, organ_toml(again))
        assert (tmp_path / "organ.toml").read_bytes() == before

    def test_a_register_in_another_form_is_left_alone(self, tmp_path):
        (tmp_path / "organ.toml").write_text('organ = [{utvalg = "Rådet"}]\n', encoding="utf-8")
        with pytest.raises(UsageError, match="paste"):
            append_organ(tmp_path, FULL, organ_toml(FULL))
        assert [each.utvalg for each in read_organs(tmp_path)] == ["Rådet"]
