"""``organ.toml``: the register that a secretariat keeps of its organs."""

import pytest

from corpus import Archive
from model.errors import ArchiveError

TWO = """
[[organ]]
organisasjon = "Fjordlandet KO"
utvalg = "Styret"
alias = ["Arbeidsutvalet"]
[[organ.medlem]]
namn = "Kari Lie"
fraa = 2023-10-01

[[organ]]
organisasjon = "Fjordlandet KO"
utvalg = "Representantskapet"
"""


def archive(folder, text=None):
    if text is not None:
        (folder / "organ.toml").write_text(text, encoding="utf-8")
    return Archive(folder)


def test_an_archive_without_a_register_has_no_organs(tmp_path):
    assert archive(tmp_path).organs() == [] and archive(tmp_path).organ("Styret") is None


@pytest.mark.parametrize("name", ["styret", "Arbeidsutvalet", "Fjordlandet KO styret", "Styret, Fjordlandet KO"])
def test_an_organ_is_found_by_its_names(tmp_path, name):
    assert archive(tmp_path, TWO).organ(name).utvalg == "Styret"


def test_a_name_that_fits_two_organs_finds_none(tmp_path):
    assert archive(tmp_path, TWO).organ("Fjordlandet KO") is None


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("fraa = 2023-10-01", "fra = 2023-10-01", "Styret, Kari Lie, fra is no field of the register"),
        ("fraa = 2023-10-01", 'fraa = "i haust"', "Styret, Kari Lie, fraa: input should be a valid date"),
        ('namn = "Kari Lie"', "", "Styret, medlem 1, namn: field required"),
        ("[[organ]]", "[[organ", "is no TOML that can be read"),
        ('"Representantskapet"', '"Arbeidsutvalet"', "Arbeidsutvalet is the name of two organs"),
    ],
)
def test_a_slip_is_told_with_its_place(tmp_path, was, now, said):
    with pytest.raises(ArchiveError, match=said) as failure:
        archive(tmp_path, TWO.replace(was, now)).organs()
    assert "organ.toml" in str(failure.value)


def test_a_register_that_is_not_utf8_is_told(tmp_path):
    (tmp_path / "organ.toml").write_bytes('[[organ]]\nutvalg = "Rådet"'.encode("latin-1"))
    with pytest.raises(ArchiveError, match="not written as UTF-8"):
        Archive(tmp_path).organs()
