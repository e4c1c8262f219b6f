"""Floor 1: the words that everything speaks. Imports nothing of ours.

`Document` is a paper as ``ingest`` sees it; `Moete`, `Plan` and `Presentasjon` are what ``extract`` finds in it.
"""

from model.canonical import canonical_json, plain
from model.document import Document
from model.moete import Moete, Sak, Vedtak
from model.plan import Plan
from model.presentasjon import Presentasjon

__all__ = ["Document", "Moete", "Plan", "Presentasjon", "Sak", "Vedtak", "canonical_json", "plain"]
