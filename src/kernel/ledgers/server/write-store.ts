import { sql } from 'kysely'
import { runStatement, type Tx } from '#kernel/db/server'
import type { Change } from '../model/state.ts'
import type { OutboxNote, SpanRow } from './rows.ts'
import type { LinkRow } from './link-store.ts'
import type { IssuedRow } from './serial-store.ts'

export type ActionRow = {
  entry_id: string
  seq: number
  kind: number
  account_id: number
  position_id: number
  effective_at: string
  recorded_at: string
  alg: number
  body: string
  hash: string
}

export type Batch = {
  entries: Record<string, unknown>[]
  actions: ActionRow[]
  opens: Record<string, unknown>[]
  closes: { id: string; closed_seq: number; closed_at: string; outcome: string | null }[]
  updates: Change['updates']
  participations: {
    organisation_id: number
    entry_id: string
    account_id: number
    ledger_id: number
    division_code: string
  }[]
  spans: SpanRow[]
  subjects: { entry_id: string; object_kind: string; object_id: string; role: string; seq: number }[]
  files: {
    entry_id: string
    file_id: string
    seq: number
    sensitivity: number
    /** Every field that it hangs in keeps images as they were sent; checked, not stored. */
    keeps_original: boolean
  }[]
  serials: IssuedRow[]
  links: LinkRow[]
  outbox: { entry_id: string; ledger_id: number; seq: number; kind: number; at: string; note: OutboxNote }[]
}

const slots = 's1, s2, s3, s4, s5, s6, n1, n2, n3, d1, d2, d3'
const slotTypes =
  's1 text, s2 text, s3 text, s4 text, s5 text, s6 text, n1 numeric, n2 numeric, n3 numeric, d1 text, d2 text, d3 text'

const entryColumns = `id, ledger_id, def_version, no, stage, is_open, sensitivity, division_code, organisation_id, opened_at,
  closed_at, due_at, amber_at, effective_at, since_effective, since_recorded, seq, title, ${slots}, data, origins, marks`
const entryTypes = `id uuid, ledger_id int, def_version int, no text, stage text, is_open bool, sensitivity smallint,
  division_code text, organisation_id int, opened_at timestamptz, closed_at timestamptz, due_at timestamptz,
  amber_at timestamptz, effective_at timestamptz, since_effective timestamptz, since_recorded timestamptz, seq int,
  title text, ${slotTypes}, data jsonb, origins jsonb, marks jsonb, lng float8, lat float8`
const entryUpdates = entryColumns
  .split(',')
  .map((name) => name.trim())
  .filter((name) => !['id', 'ledger_id', 'no'].includes(name))
  .concat('head_hash', 'point')
  .map((name) => `${name} = excluded.${name}`)
  .join(', ')

const spanColumns = `entry_id, seq, ledger_id, def_version, stage, is_open, organisation_id, due_at, ${slots}, effective_from, effective_to, recorded_from, recorded_to, township`
const spanTypes = `entry_id uuid, seq int, ledger_id int, def_version int, stage text, is_open bool, organisation_id int, due_at timestamptz, ${slotTypes},
  effective_from timestamptz, effective_to timestamptz, recorded_from timestamptz, recorded_to timestamptz, township text`

/** The rows of several batches as one's. */
export function mergeBatches(batches: readonly Batch[]): Batch {
  const [first, ...others] = batches
  if (!first) throw new Error('there is nothing to write')
  if (others.length === 0) return first
  const merged = Object.keys(first).map((list) => [
    list,
    batches.flatMap((batch) => batch[list as keyof Batch]),
  ])
  return Object.fromEntries(merged) as Batch
}

type Part = { list: Exclude<keyof Batch, 'outbox'>; statement: (rows: string) => string }

/** The statements that the lists of a batch need beside the outbox's; one without rows is left out. */
const parts: Part[] = [
  {
    list: 'entries',
    statement: (rows) => `
      insert into entry (${entryColumns}, head_hash, point)
      select ${entryColumns}, decode(head_hash, 'base64'), st_setsrid(st_makepoint(lng, lat), 4490)
      from jsonb_to_recordset(${rows}) as r(${entryTypes}, head_hash text)
      on conflict (id) do update set ${entryUpdates}`,
  },
  {
    list: 'actions',
    statement: (rows) => `
      insert into action (entry_id, seq, kind, account_id, position_id, effective_at, recorded_at, alg, body, hash)
      select entry_id, seq, kind, account_id, position_id, effective_at, recorded_at, alg, decode(body, 'base64'), decode(hash, 'base64')
      from jsonb_to_recordset(${rows}) as r(entry_id uuid, seq int, kind smallint, account_id int,
        position_id int, effective_at timestamptz, recorded_at timestamptz, alg smallint, body text, hash text)`,
  },
  {
    list: 'opens',
    statement: (rows) => `
      insert into task (id, entry_id, ledger_id, kind, organisation_id, account_id, opened_seq, opened_at, amber_at, due_at, original_due_at, provisional, clock, rung, rung_at, todo)
      select id, entry_id, ledger_id, kind, organisation_id, account_id, opened_seq, opened_at, amber_at, due_at, original_due_at, provisional, clock, rung, rung_at, todo
      from jsonb_to_recordset(${rows}) as r(id uuid, entry_id uuid, ledger_id int, kind text,
        organisation_id int, account_id int, opened_seq int, opened_at timestamptz, amber_at timestamptz, due_at timestamptz,
        original_due_at timestamptz, provisional bool, clock jsonb, rung smallint, rung_at timestamptz, todo bool)`,
  },
  {
    list: 'closes',
    statement: (rows) => `
      update task t set closed_seq = r.closed_seq, closed_at = r.closed_at, outcome = r.outcome
      from jsonb_to_recordset(${rows}) as r(id uuid, closed_seq int, closed_at timestamptz, outcome text)
      where t.id = r.id`,
  },
  {
    list: 'updates',
    statement: (rows) => `
      update task t set amber_at = r."amberAt", due_at = r."dueAt", original_due_at = r."originalDueAt", provisional = r.provisional,
        acknowledged_at = r."acknowledgedAt", clock = r.clock, rung = r.rung, rung_at = r."rungAt",
        kind = coalesce(r.kind, t.kind), todo = coalesce(r.todo, t.todo)
      from jsonb_to_recordset(${rows}) as r(id uuid, "amberAt" timestamptz, "dueAt" timestamptz,
        "originalDueAt" timestamptz, provisional bool, "acknowledgedAt" timestamptz, clock jsonb, rung smallint, "rungAt" timestamptz, kind text, todo bool)
      where t.id = r.id`,
  },
  {
    list: 'participations',
    statement: (rows) => `
      insert into participation (organisation_id, entry_id, account_id, ledger_id, division_code)
      select organisation_id, entry_id, account_id, ledger_id, division_code
      from jsonb_to_recordset(${rows}) as r(organisation_id int, entry_id uuid, account_id int, ledger_id int, division_code text)
      on conflict do nothing`,
  },
  {
    list: 'spans',
    statement: (rows) => `
      insert into entry_span (${spanColumns})
      select ${spanColumns} from jsonb_to_recordset(${rows}) as r(${spanTypes})`,
  },
  {
    list: 'subjects',
    statement: (rows) => `
      insert into subject (entry_id, object_kind, object_id, role, seq)
      select entry_id, object_kind, object_id, role, seq
      from jsonb_to_recordset(${rows}) as r(entry_id uuid, object_kind text, object_id uuid, role text, seq int)
      on conflict do nothing`,
  },
  {
    list: 'files',
    statement: (rows) => `
      insert into entry_file (entry_id, file_id, seq, sensitivity)
      select distinct entry_id, file_id, seq, sensitivity
      from jsonb_to_recordset(${rows}) as r(entry_id uuid, file_id uuid, seq int, sensitivity smallint)
      on conflict (entry_id, file_id) do update set sensitivity = least(entry_file.sensitivity, excluded.sensitivity)`,
  },
  {
    list: 'links',
    statement: (rows) => `
      insert into entry_link (entry_id, seq, relation, target_id)
      select entry_id, seq, relation, target_id
      from jsonb_to_recordset(${rows}) as r(entry_id uuid, seq int, relation text, target_id uuid)`,
  },
  {
    list: 'serials',
    statement: (rows) => `
      insert into serial_issued (ledger_id, field, text, serial, scope, period, no, entry_id, seq)
      select ledger_id, field, text, serial, scope, period, no, entry_id, seq
      from jsonb_to_recordset(${rows}) as r(ledger_id int, field text, text text, serial text, scope text, period smallint,
        no int, entry_id uuid, seq int)`,
  },
]

/** By the lists that it writes. */
const texts = new Map<string, string>()

function textFor(named: readonly Part[]): string {
  const key = named.map(({ list }) => list).join()
  const known = texts.get(key)
  if (known !== undefined) return known
  const withs = named.map(({ list, statement }, index) => `${list} as (${statement(`$${index + 1}::jsonb`)})`)
  const text = `with ${withs.join(', ')}
    insert into outbox (entry_id, ledger_id, seq, kind, at, note)
    select entry_id, ledger_id, seq, kind, at, note
    from jsonb_to_recordset($${named.length + 1}::jsonb) as r(entry_id uuid, ledger_id int, seq int, kind smallint, at timestamptz, note jsonb)`
  texts.set(key, text)
  return text
}

/**
 * Entries, log, tasks, spans and outbox of a batch, in one statement: one round trip, whatever the batch's size.
 * An action writes to five or six of the ten tables, and each that is named costs its part even without rows.
 */
export async function writeBatch(tx: Tx, batch: Batch, ending?: 'ends_transaction'): Promise<void> {
  const named = parts.filter(({ list }) => batch[list].length > 0)
  const rows = [...named.map(({ list }) => batch[list]), batch.outbox].map((list) => JSON.stringify(list))
  await runStatement(tx, textFor(named), rows, ending)
}

/** Takes an entry's ended states off the effective time line, before it is written anew. */
export async function dropEffectiveSpans(tx: Tx, entryId: string): Promise<void> {
  await sql`delete from entry_span where entry_id = ${entryId} and recorded_from is null`.execute(tx)
  await sql`update entry_span set effective_from = null, effective_to = null where entry_id = ${entryId}`.execute(
    tx,
  )
}
