from organisations.models.document import LegalDocument
from organisations.models.succession import Succession
from organisations.models.unit import Unit

__all__ = ["LegalDocument", "Succession", "Unit"]
