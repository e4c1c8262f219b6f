"""A meeting of Åsmarka interkommunale råd (made up, Bokmål)."""

from __future__ import annotations

from tests.papers.paper import paper, sak

ORGAN = "Åsmarka interkommunale råd"

PROTOKOLL = paper(
    ORGAN,
    "2025-10-22",
    sak(
        "Godkjenning av innkalling og saksliste",
        nummer="14/25",
        vedtak="Innkalling og saksliste ble godkjent.",
    ),
    sak(
        "Felles brannvesen – forprosjekt",
        nummer="15/25",
        framlegg=[
            "Rådet anbefaler kommunene å utrede felles brannvesen.",
            "Det bevilges kr 400 000 til forprosjektet, fordelt likt mellom kommunene.",
            "Rapporten legges fram for rådet innen 1. juni 2026.",
        ],
        behandling=[
            "Brannsjef Tor Erik Lunde redegjorde for dagens beredskap.",
            "Votering: Forslaget ble vedtatt med 3 mot 1 stemmer.",
        ],
        vedtak=[
            "Rådet anbefaler kommunene å utrede felles brannvesen.",
            "Det bevilges kr 400 000 til forprosjektet, fordelt likt mellom kommunene.",
            "Rapporten legges fram for rådet innen 1. juni 2026.",
        ],
    ),
    sak(
        "Turstier i Åsmarka – søknad om tilskudd",
        nummer="16/25",
        framlegg="Rådet støtter søknaden og bevilger kr 85 000 til skilting og benker.",
        behandling="Forslaget ble enstemmig vedtatt.",
        vedtak="Rådet støtter søknaden og bevilger kr 85 000 til skilting og benker.",
    ),
    sak(
        "Skolehelsetjenesten – felles turnus for jordmødre",
        nummer="17/25",
        framlegg="Rådet ber kommunedirektørene om å inngå avtale om felles turnus.",
        behandling="Granvoll kommune ba om mer tid. Rådet var enig i det.",
        vedtak="Saken utsettes til neste møte.",
    ),
    sak(
        "Orienteringer",
        nummer="18/25",
        tekst=["- Status for vannverket i Strandby", "- Ny nettside for kommunene"],
        vedtak="Rådet tar sakene til orientering.",
    ),
    sak("Eventuelt", nummer="19/25", behandling="Ingen saker ble meldt."),
    slag="protokoll",
    maalform="nb",
    stad="Lunden rådhus",
    tid="12.00–14.15",
    moett=(
        ("Bjørn Aas, leder", "Åsmark kommune"),
        ("Grete Solberg, nestleder", "Lunden kommune"),
        ("Per Christian Dahl", "Granvoll kommune"),
        ("Ingrid Strand", "Strandby kommune"),
    ),
    andre=("Hanne Moe, daglig leder", "Tor Erik Lunde, brannsjef (sak 15/25)"),
    underskrift=(("Bjørn Aas", "leder"), ("Hanne Moe", "daglig leder")),
)
"""Free form with typed numbers; one sak is postponed."""
