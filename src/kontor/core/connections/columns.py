"""What the arrays of this room hold: one type name for each kind of column."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
# Days in arrays are ordinals (``date.toordinal()``); a single day is a ``date``.
Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
