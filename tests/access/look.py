"""The gallery of components: invented words only, and not there in production."""

from tests.access.table import public

TABLE = [public("gallery"), public("gallery_surface", surface="=phone")]
