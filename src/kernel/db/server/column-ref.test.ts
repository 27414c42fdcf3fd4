import assert from 'node:assert/strict'
import test from 'node:test'
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely'
import { columnRef } from './column-ref.ts'

const db = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (of) => new PostgresIntrospector(of),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

test('a column stands in a statement as sql.ref puts it there', () => {
  for (const name of ['stage', 'e.stage', 'st.def_version', 's1'])
    assert.equal(sql`select ${columnRef(name)}`.compile(db).sql, sql`select ${sql.ref(name)}`.compile(db).sql)
})

test('what is no plain name is refused, and never put into a statement', () => {
  for (const name of ['', 'e."x', 'e.x; drop table entry', 'e.x y', 'a.b.c', 'E.x', "e.x'"])
    assert.throws(() => columnRef(name), RangeError, name)
})
