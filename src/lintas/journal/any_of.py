"""`filter(pk__any_of=ids)`: as `__in`, but the ids travel as one value.

With a hundred ids `__in` costs more to write than PostgreSQL takes to answer.
"""

import json
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

from lintas.journal.arrays import array_of


class AnyOf(models.Lookup[Any]):
    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        lhs, params = self.process_lhs(compiler, connection)
        kind = self.lhs.output_field.db_type(connection)
        later = hasattr(self.rhs, "resolve_expression")  # a question that is prepared
        return f"{lhs} = ANY(%s::{kind}[])", (*params, self.rhs if later else array_of(self.rhs))

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        lhs, params = self.process_lhs(compiler, connection)
        field = self.lhs.output_field
        ids = json.dumps([field.get_db_prep_value(one, connection) for one in self.rhs])
        within = "(SELECT value FROM json_each(%s))"
        return f"{lhs} IN {within}", (*params, ids)


for field in (models.UUIDField, models.CharField, models.ForeignKey):
    field.register_lookup(AnyOf)
