import type { Division, DivisionTree } from '#kernel/divisions/model'
import type { Locale } from '#kernel/i18n/model'
import type { Engine } from '#kernel/ledgers/server'
import type { Organisation } from '#kernel/orgs/model'
import type { ObjectKind } from '#kernel/registry/model'
import type { HitOf, SearchHit } from '../model/search.ts'
import type { EntryRow } from './entry-search-store.ts'
import type {
  EnterpriseHit,
  HouseholdHit,
  PersonHit,
  PlaceHit,
  RegistryRows,
} from './registry-search-store.ts'

type Present = { divisions: DivisionTree; locale: Locale }

/** A division in words, from the township down; a district by its own name. */
function whereIs(code: string | null, { divisions, locale }: Present): string {
  return code !== null && divisions.find(code) ? divisions.path(code, locale) : ''
}

export function presentObject<Kind extends ObjectKind>(
  kind: Kind,
  row: RegistryRows[Kind],
  near: boolean,
  to: Present,
): SearchHit {
  const { id, divisionCode } = row
  const common = { id, near, divisionCode, where: whereIs(divisionCode, to) }
  if (kind === 'person') {
    const { name, sex, birthYear } = row as PersonHit
    return { ...common, kind: 'person', title: name, sex, birthYear }
  }
  if (kind === 'household') {
    const { headName, number, address, size } = row as HouseholdHit
    return { ...common, kind: 'household', title: headName ?? number ?? address, number, size }
  }
  if (kind === 'enterprise') {
    const { name, industry } = row as EnterpriseHit
    return { ...common, kind: 'enterprise', title: name, industry }
  }
  const { name, kind: placeKind } = row as PlaceHit
  return { ...common, kind: 'place', title: name, placeKind }
}

export function presentEntry(
  engine: Engine,
  row: Omit<EntryRow, 'rank'>,
  near: boolean,
  to: Present,
): HitOf<'entry'> {
  const known = engine.book.getById(row.ledgerId)
  const { definition } = engine.book.version(known, row.version)
  const stage = definition.stages.find(({ id }) => id === row.stage)?.label
  return {
    kind: 'entry',
    id: row.id,
    title: row.title,
    near,
    divisionCode: row.divisionCode,
    where: whereIs(row.divisionCode, to),
    no: row.no,
    ledger: known.code,
    ledgerTitle: engine.book.current(known).definition.title,
    stage: stage ?? { 'zh-CN': row.stage, en: row.stage },
    isOpen: row.isOpen,
  }
}

export function presentOrganisation(item: Organisation, near: boolean, to: Present): HitOf<'organisation'> {
  return {
    kind: 'organisation',
    id: item.id,
    title: to.locale === 'en' ? item.nameEn : item.name,
    near,
    divisionCode: item.divisionCode,
    where: whereIs(item.divisionCode, to),
    organisationKind: item.kind,
  }
}

export function presentDivision(item: Division, near: boolean, to: Present): HitOf<'division'> {
  return {
    kind: 'division',
    id: item.code,
    title: to.locale === 'en' ? item.nameEn : item.shortName,
    near,
    divisionCode: item.code,
    where: whereIs(item.code, to),
    divisionKind: item.kind,
  }
}
