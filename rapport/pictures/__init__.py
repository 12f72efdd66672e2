"""Picture files: checked, freed from what cameras write into them, and scaled to what print needs."""

from .loading import LoadedPicture, credit_text, load_picture, read_picture_size

__all__ = ["LoadedPicture", "credit_text", "load_picture", "read_picture_size"]
