"""Looking many values up at once.

``filter(key__among=values)`` means what ``key__in`` means, but hands the values to
the database as one: with thousands of them that is several times quicker, and there
is no limit to how many there may be.
"""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Field, Lookup


@Field.register_lookup
class Among(Lookup):
    """The value is one of those given, which are texts or whole numbers."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Compare with a list that is one parameter."""
        column, params = self.process_lhs(compiler, connection)
        values = list(self.rhs)
        if connection.vendor == "sqlite":
            among = f"{column} IN (SELECT value FROM json_each(%s))"
            return among, [*params, json.dumps(values)]
        return f"{column} = ANY(%s)", [*params, values]
