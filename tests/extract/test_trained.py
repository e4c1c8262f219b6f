"""A trained pipeline of the user's own adds the organisations that the rules do not know."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from extract import check_model, read_paper
from model.errors import UsageError
from model.moete import Moete
from tests.extract.paper_text import document

PAPER = """
# Fjordlandet regionråd
**Innkalling til møte i regionrådet 17. oktober 2025**
**Sak 1/25 Samarbeid om arkiv**
**Framlegg til vedtak:**
Regionrådet held fram samarbeidet med Bjørkelunden og Nordvik kommune.
**Saksutgreiing:**
Kari Moen orienterte om arbeidet i Bjørkelunden. Regionrådet ventar på svar frå Luster.
"""


@pytest.fixture
def model(tmp_path: Path) -> str:
    """A tiny pipeline, saved as a trained one would be."""
    nlp = spacy.blank("nb")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "ORG", "pattern": "Bjørkelunden"},
            {"label": "ORG", "pattern": "Nordvik kommune"},
            {"label": "PER", "pattern": "Kari Moen"},
            {"label": "GPE_ORG", "pattern": "Luster"},
        ]
    )
    nlp.to_disk(tmp_path / "modell")
    return str(tmp_path / "modell")


def actors(spacy_model: str | None = None) -> list[str]:
    moete = read_paper(document(PAPER), spacy_model)
    assert isinstance(moete, Moete)
    return moete.saker[0].aktoerar


def test_its_organisations_are_added_each_once_and_persons_not(model: str) -> None:
    own = actors()
    assert "Bjørkelunden" not in own
    assert sorted(set(actors(model)) - set(own)) == ["Bjørkelunden", "Luster kommune"]
    assert actors(model).count("Nordvik kommune") == 1


def test_a_pipeline_that_is_not_there_is_told_of_in_one_sentence() -> None:
    with pytest.raises(UsageError, match="no spaCy pipeline 'nb_ikkje_her'"):
        check_model("nb_ikkje_her")


def test_a_pipeline_without_entities_is_refused(tmp_path: Path) -> None:
    spacy.blank("nb").to_disk(tmp_path / "tom")
    with pytest.raises(UsageError, match="finds no entities"):
        check_model(str(tmp_path / "tom"))


def test_a_broken_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{", encoding="utf-8")
    (tmp_path / "config.cfg").write_text("[nlp", encoding="utf-8")
    with pytest.raises(UsageError, match="can't be loaded"):
        check_model(str(tmp_path))
