import { blindIndex } from '#kernel/crypto/server'
import { DivisionCode } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'
import { isLocalDate } from '#kernel/time/model'
import { CreditCode } from '../../model/credit-code.ts'
import type { Proposal, ProposalAnswer, ProposalRequest } from '../../model/duplicates/answers.ts'
import { type Facts, scorePair } from '../../model/duplicates/score.ts'
import type { ObjectKind } from '../../model/fields.ts'
import { IdNumber, readIdNumber } from '../../model/id-number.ts'
import { Phone } from '../../model/phone.ts'
import { nameKeys } from '../name-keys.ts'
import type { RegistryDeps } from '../records.ts'
import { findRow } from '../record-store.ts'
import { cardOf, factsOf } from './facts.ts'
import {
  findCandidates,
  isHeldUnseen,
  type MatchRow,
  readMatchRows,
  type Wanted,
  wantedOf,
} from './match-store.ts'

const proposalsMax = 8

/**
 * Who of the register may be what is being typed. Only what the caller may see is compared and named: a likeness
 * outside would tell of somebody by phone, name or day of birth. Of a whole identity number or credit code it is said
 * that it is held, unseen, since registering it is refused anyhow, and nobody should ask for it again.
 */
export async function proposeDuplicates(
  { db, keys }: RegistryDeps,
  actor: Actor,
  { kind, values, except }: ProposalRequest,
): Promise<ProposalAnswer> {
  const index = (column: string, value: string) => blindIndex(keys, column, value)
  const given = await read(values, { kind, db, actor, index })
  const heldUnseen: ProposalAnswer['heldUnseen'] = []
  if (
    kind === 'person' &&
    given.idNumber &&
    (await isHeldUnseen(db, actor, { idIndex: Buffer.from(given.idNumber, 'hex') }))
  )
    heldUnseen.push('idNumber')
  if (kind === 'enterprise' && given.number && (await isHeldUnseen(db, actor, { creditCode: given.number })))
    heldUnseen.push('creditCode')
  const found = await findCandidates(db, kind, wantedOf([wantedFrom(given)]), actor)
  const ids = [...new Set(found.map(({ id }) => id))].filter((id) => id !== except)
  const rows = await readMatchRows(db, kind, ids)
  const facts = factsOf(kind, given)
  return { proposals: rank(kind, facts, [...rows.values()]), heldUnseen }
}

function rank<K extends ObjectKind>(kind: K, facts: Facts[K], rows: readonly MatchRow[]): Proposal[] {
  return rows
    .flatMap((row): Proposal[] => {
      const { score, band, reasons } = scorePair(kind, facts, factsOf(kind, row))
      return band === undefined ? [] : [{ ...cardOf(row), score, band, reasons }]
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, proposalsMax)
}

type Reading = {
  kind: ObjectKind
  db: RegistryDeps['db']
  actor: Actor
  index: (column: string, value: string) => Buffer
}

/** What can be read of a form that may be half filled in. */
async function read(
  values: ProposalRequest['values'],
  { kind, db, actor, index }: Reading,
): Promise<MatchRow> {
  const idNumber = IdNumber.safeParse(values.idNumber ?? '').data ?? null
  const phone = Phone.safeParse(values.phone ?? '').data ?? null
  const said = idNumber === null ? null : readIdNumber(idNumber)
  const birthDate = said?.birthDate ?? values.birthDate ?? null
  const sex = said?.sex ?? values.sex
  const head =
    kind === 'household' && values.headId ? await findRow(db, actor, 'person', values.headId) : undefined
  const name = (head?.name ?? values.name ?? '').trim()
  const mark = (column: string, value: string | null) =>
    value === null ? null : index(column, value).toString('hex')
  return {
    id: '',
    name,
    pinyin: nameKeys(name).pinyin,
    divisionCode: DivisionCode.safeParse(values.divisionCode).data ?? '',
    address: (values.address ?? '').trim(),
    updatedAt: new Date(0),
    idNumber: mark('person.id_number', idNumber),
    phone: mark(kind === 'enterprise' ? 'enterprise.phone' : 'person.phone', phone),
    birthDate: head?.birth_date ?? (birthDate !== null && isLocalDate(birthDate) ? birthDate : null),
    sex: sex === 'male' || sex === 'female' ? sex : null,
    number:
      kind === 'enterprise'
        ? (CreditCode.safeParse(values.creditCode ?? '').data ?? null)
        : values.number?.trim() || null,
    contact: (values.contactName ?? '').trim(),
    kind: values.kind ?? null,
    point: values.point ?? null,
  }
}

function wantedFrom(row: MatchRow): Wanted {
  return {
    ref: '',
    name: row.name,
    pinyin: row.pinyin,
    idIndex: row.idNumber,
    phoneIndex: row.phone,
    birthDate: row.birthDate,
    divisionCode: row.divisionCode || null,
    address: row.address,
    number: row.number,
    point: row.point,
  }
}
