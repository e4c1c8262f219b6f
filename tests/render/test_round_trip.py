"""A paper that is written and read again says the same meeting, field by field: as Word file and as PDF.

`tests.render.round_trip` tells which fields each kind of paper shows; everything else must be read as empty.
"""

import os
import shutil
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from tests.render.meetings import make_meeting, meetings, without_number
from tests.render.round_trip import KINDS, OF_ONE_SAK, difference, expected, read_back

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
# The same meetings each time, none made smaller when it fails: writing and reading one takes a third of a second, and
# the difference names the field. `PAPERS=200 pytest …` writes that many of each kind, and others each time.
MORE = int(os.environ.get("PAPERS", "0"))
bounded = settings(
    deadline=None,
    derandomize=not MORE,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def the_same(kind, moete, folder, sak=None, *, pdf=False, twice=True):
    """Whether the paper says the meeting, and whether what was read of it, written and read again, stays as it is."""
    read = read_back(kind, moete, folder, sak, pdf=pdf)
    found = difference(expected(kind, moete, sak), read, pdf=pdf)
    assert not found, "\n".join([f"{kind} of {moete.id}", *found])
    if not twice:
        return
    again = read_back(kind, read, folder, read.saker[0] if sak else None, pdf=pdf)
    found = difference(read, again, derived=True)
    assert not found, "\n".join([f"{kind} of {moete.id}, written and read for the second time", *found])


@pytest.mark.parametrize("maalform", ["nn", "nb"])
@pytest.mark.parametrize("kind", KINDS)
@settings(bounded, max_examples=MORE or 12)
@given(data=st.data())
def test_what_is_written_is_read_as_it_stood(tmp_path, kind, maalform, data):
    moete = data.draw(meetings(maalform, 4))
    sak = None
    if kind == "saerutskrift":
        sak = next((each for each in moete.saker if each.vedtak), None)
        assume(sak is not None and sak.nummer)  # an extract is of a vedtak
    elif kind == "saksframlegg":
        sak = data.draw(st.sampled_from(moete.saker))
        sak = without_number(sak, moete) if data.draw(st.booleans()) else sak
    the_same(kind, moete, tmp_path, sak)


@pytest.mark.parametrize("maalform", ["nn", "nb"])
@pytest.mark.parametrize("kind", ["innkalling", "protokoll"])
@settings(bounded, max_examples=MORE or 2)
@given(seed=st.integers(0, 2**32), size=st.integers(5, 40))
def test_so_are_meetings_with_up_to_forty_saker(tmp_path, kind, maalform, seed, size):
    the_same(kind, make_meeting(Random(seed), maalform, size), tmp_path)


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("maalform", ["nn", "nb"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_says_the_same(tmp_path, kind, maalform):
    # One large meeting each, as starting LibreOffice takes longer than reading the paper.
    for seed in range(MORE or 2):
        moete = make_meeting(Random(seed), maalform, 12)
        sak = next(each for each in moete.saker if each.vedtak) if kind in OF_ONE_SAK else None
        the_same(kind, moete, tmp_path, sak, pdf=True, twice=False)


@pytest.mark.parametrize("maalform", ["nn", "nb"])
def test_a_protokoll_that_nobody_filled_in_claims_nothing_of_its_own(tmp_path, maalform):
    for seed in range(5):
        moete = make_meeting(Random(seed), maalform, 6)
        coming = {"behandling": [], "roeysting": None, "vedtak": None}
        moete = moete.model_copy(
            update={
                "moetedeltakarar": [],
                "saker": [each.model_copy(update=coming) for each in moete.saker],
            }
        )
        read = read_back("protokoll", moete, tmp_path)
        assert read.moetedeltakarar == []
        assert all(not (each.behandling or each.roeysting or each.vedtak) for each in read.saker)
        assert [each.tittel for each in read.saker] == [each.tittel for each in moete.saker]
