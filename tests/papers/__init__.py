"""Made-up board papers, built by code.

    from tests.papers import docx, paper, sak

    innkalling = paper(
        "Fjordlandet regionråd", "2025-10-17",
        "Opning v/leiar",
        sak("Budsjett 2026", framlegg=["Budsjettet vert vedteke.", "Kontingenten står fast."], vedlegg="Budsjett"),
    )
    data = docx(innkalling)                                 # the bytes of a Word file in the free form, Nynorsk
    data = docx(dataclasses.replace(innkalling, maalform="nb", slag="protokoll"), "regionraad")

The labels follow ``maalform``, the text is yours. Organs, places and persons are invented; nothing is copied from
a real paper.
"""

from tests.papers.paper import Paper, Sak, docx, paper, sak

__all__ = ["Paper", "Sak", "docx", "paper", "sak"]
