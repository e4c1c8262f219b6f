from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from model.canonical import canonical_json, plain
from model.moete import Moete, Roeysting, Sak
from model.schema import RECORDS, schema_text

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"


def moete(**changes: object) -> Moete:
    sak = Sak(id="a/b/2025-01-01/sak-1", nummer="1", tittel="Brøyting av kaia", sakstype="vedtakssak")
    return Moete(id="a/b/2025-01-01", maalform="nn", saker=[sak], **changes)  # type: ignore[arg-type]


def test_the_same_content_gives_the_same_bytes_however_it_was_spelt() -> None:
    whole, parts = "Å", unicodedata.normalize("NFD", "Å")
    assert canonical_json(moete(utvalg=whole)) == canonical_json(moete(utvalg=parts))


def test_a_record_read_back_is_the_same_record() -> None:
    text = canonical_json(moete(utvalg="Styret", moetedato="2025-01-01"))
    assert canonical_json(Moete.model_validate_json(text)) == text


def test_votes_for_are_called_for_in_the_json() -> None:
    assert plain(Roeysting(resultat="fleirtal", for_=6, mot=2))["for"] == 6


@given(st.floats(allow_nan=False, allow_infinity=False), st.text())
def test_numbers_and_text_survive(number: float, text: str) -> None:
    assert canonical_json({"a": number, "b": text}) == canonical_json({"b": text, "a": number})


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_the_published_schema_is_the_model(name: str) -> None:
    """`python -m model.schema` writes docs/schema anew after a change of the model."""
    assert (SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8") == schema_text(name)


def test_a_meeting_is_valid_by_the_published_schema() -> None:
    import json

    schema = json.loads(schema_text("moete"))
    Draft202012Validator(schema).validate(plain(moete()))


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_every_field_says_what_it_is(name: str) -> None:
    import json

    schema = json.loads(schema_text(name))
    for record in [schema, *schema.get("$defs", {}).values()]:
        for field, described in record.get("properties", {}).items():
            assert described.get("description") or "const" in described, f"{record.get('title')}.{field}"


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(), inside, max_size=4),
)


@given(st.dictionaries(st.text(), PLAIN))
def test_the_text_is_what_the_standard_library_writes(data: dict[str, object]) -> None:
    text = canonical_json(data)
    written = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, indent=2)
    assert text == f"{written}\n"


def test_what_json_has_no_word_for_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json({"a": float("nan")})
