import { maskNumbers } from '../model/mask-numbers.ts'
import type { Fact } from '../model/paper.ts'
import type { Enterprise, Household, ObjectKind, Person, Place } from '#kernel/registry/model'
import {
  getEnterprise,
  getHousehold,
  getPerson,
  getPlace,
  type RegistryDeps,
  unmaskEnterprise,
  unmaskPerson,
} from '#kernel/registry/server'
import type { Actor } from '#kernel/http/model'

export type SheetObject =
  | { kind: 'person'; object: Person }
  | { kind: 'household'; object: Household }
  | { kind: 'enterprise'; object: Enterprise }
  | { kind: 'place'; object: Place }

type Numbers = { idNumber?: string | null; phone?: string | null }

/** @throws AppError http.not_found */
export async function readSheetObject(
  deps: RegistryDeps,
  actor: Actor,
  kind: ObjectKind,
  id: string,
): Promise<SheetObject> {
  if (kind === 'person') return { kind, object: await getPerson(deps, actor, id) }
  if (kind === 'household') return { kind, object: await getHousehold(deps, actor, id) }
  if (kind === 'enterprise') return { kind, object: await getEnterprise(deps, actor, id) }
  return { kind, object: await getPlace(deps, actor, id) }
}

/** The numbers as the sheet shows them: masked, or whole for a purpose, each on record like any unmasking. */
async function numbersOf(
  deps: RegistryDeps,
  actor: Actor,
  { kind, object }: SheetObject,
  purpose: string | undefined,
): Promise<Numbers> {
  if (kind !== 'person' && kind !== 'enterprise') return {}
  const masked: Numbers =
    kind === 'person' ? { idNumber: object.idNumber, phone: object.phone } : { phone: object.phone }
  if (purpose === undefined) return masked
  const shown: Numbers = {}
  for (const field of ['idNumber', 'phone'] as const) {
    if (!masked[field]) continue
    const asked =
      kind === 'person'
        ? unmaskPerson(deps, actor, object.id, { field, purpose })
        : unmaskEnterprise(deps, actor, object.id, { field: 'phone', purpose })
    shown[field] = (await asked).value
  }
  return shown
}

export type SheetWords = {
  t: (key: string, params?: Record<string, string | number>) => string
  placeName: (code: string) => string
}

function ownFacts(
  of: SheetObject,
  { idNumber, phone }: Numbers,
  { t }: SheetWords,
): [string, string | null][] {
  const { kind, object } = of
  if (kind === 'person')
    return [
      ['personName', object.name],
      ['sex', object.sex && t(`registry.sex.${object.sex}`)],
      ['birthDate', object.birthDate],
      ['idNumber', idNumber ?? null],
      ['phone', phone ?? null],
    ]
  if (kind === 'household')
    return [
      ['number', object.number],
      ['head', object.headName],
      ['size', String(object.size)],
    ]
  if (kind === 'enterprise')
    return [
      ['name', object.name],
      ['creditCode', object.creditCode],
      ['kind', object.kind && t(`registry.enterprise_kind.${object.kind}`)],
      ['industry', object.industry],
      ['products', object.products],
      ['contactName', object.contactName],
      ['phone', phone ?? null],
      ['note', object.note],
    ]
  return [
    ['name', object.name],
    ['kind', t(`registry.place_kind.${object.kind}`)],
    ['note', object.note],
  ]
}

const lengthMax = 160

/** So much of a text as leaves the sheet on its one page. */
export const fitting = (text: string): string =>
  text.length > lengthMax ? `${text.slice(0, lengthMax - 1)}…` : text

/** What the register says of an object, with where it comes from and of when it is. */
export async function objectFacts(
  deps: RegistryDeps,
  actor: Actor,
  of: SheetObject,
  words: SheetWords,
  purpose: string | undefined,
): Promise<Fact[]> {
  const { object } = of
  const numbers = await numbersOf(deps, actor, of, purpose)
  const { t, placeName } = words
  const told: [string, string | null][] = [
    ...ownFacts(of, numbers, words),
    ['division', placeName(object.divisionCode)],
    ['address', object.address],
    ['sensitivity', t(`reports.object.sensitivity.${object.sensitivity}`)],
    ['source', object.source],
    ['asOf', object.asOf],
  ]
  const isNumber = (name: string) => name === 'idNumber' || name === 'phone'
  return told.flatMap(([name, value]): Fact[] => {
    if (!value) return []
    const text = purpose !== undefined || isNumber(name) || name === 'creditCode' ? value : maskNumbers(value)
    return [
      {
        label: t(`reports.object.fact.${name}`),
        value: fitting(text),
        ...(name === 'address' && { long: true }),
      },
    ]
  })
}
