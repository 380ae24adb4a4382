"""Election files of others, read into what our counting rules take.

BLT, PrefLib, Pabulib, and the small JSON of cases worked by hand. Whatever cannot be
read is said in a sentence that names the line.
"""

from governance.voting.files.election import Election, UnreadableFile
from governance.voting.files.reading import read_file

__all__ = ["Election", "UnreadableFile", "read_file"]
