"""The file for a deposit holds against the schema of Noark 5, which lies beside the papers."""

import io

import pytest
from lxml import etree

from corpus.export_noark import write_noark
from corpus.public import public
from tests.accuracy.measure import SHARED
from tests.corpus.noark_archive import archive, bare, full, kinds

SCHEMA = SHARED / "noark5" / "arkivstruktur.xsd"


@pytest.mark.skipif(not SCHEMA.exists(), reason=f"the schema of Noark 5 is not here: {SCHEMA}")
@pytest.mark.parametrize(
    "meetings",
    [archive(), [public(moete) for moete in archive()], [full()], [bare()]],
    ids=["in full", "closed saker withheld", "one organisation", "next to nothing known"],
)
def test_the_archive_is_valid(meetings):
    out = io.BytesIO()
    write_noark(meetings, out, kinds)
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    schema.validate(etree.fromstring(out.getvalue()))
    assert [f"{error.line}: {error.message}" for error in schema.error_log] == []
