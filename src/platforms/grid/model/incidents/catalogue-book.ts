import type { ErrorItem } from '#kernel/errors/model'
import { type LocalText, translate } from '#kernel/i18n/model'
import { defineRulebook } from '#kernel/rulebooks/model'
import { describeLimit, Limit } from '#kernel/time/model'
import { Catalogue, findCategory, type Responsible } from './catalogue.ts'
import { label } from './labels.ts'
import '../portal/plain/messages.ts'
import './messages.ts'

const said = (key: string): LocalText => ({ 'zh-CN': translate('zh-CN', key), en: translate('en', key) })
const asLimit = (limit: Limit): LocalText => ({
  'zh-CN': describeLimit(limit, 'zh-CN'),
  en: describeLimit(limit, 'en'),
})
const keysOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.keys(value).sort().join() : ''

/** A value of the catalogue as its readers know it: limits and names instead of units and codes. */
function show({
  value,
  member,
  body,
}: {
  value: unknown
  member: string
  body: Catalogue
}): LocalText | undefined {
  const limit = Limit.safeParse(value)
  if (limit.success) return asLimit(limit.data)
  if (keysOf(value) === 'body')
    return { 'zh-CN': (value as { body: string }).body, en: (value as { body: string }).body }
  if (keysOf(value) === 'level')
    return said(`incidents.catalogue.level.${(value as Extract<Responsible, { level: string }>).level}`)
  if (typeof value !== 'string') return undefined
  if (member === 'categories') return findCategory(body, value)?.category.name
  if (member === 'areas') return body.areas.find(({ code }) => code === value)?.name
  if (member === 'urgency') return said(`incidents.urgency.${value}`)
  if (member === 'kind') return said(`incidents.catalogue.kind.${value}`)
  if (member === 'choice') return said(`portal.kind.${value}`)
  return member === 'placeKinds' ? said(`divisions.kind.${value}`) : undefined
}

/** What was published once stays: matters are filed under it, and counted by it. */
function missing(next: Catalogue, published: readonly Catalogue[]): ErrorItem[] {
  const areas = new Map(published.flatMap((one) => one.areas.map((area) => [area.code, area] as const)))
  const kept = new Set(next.areas.map(({ code }) => code))
  const gone = [...areas.values()].filter(({ code }) => !kept.has(code))
  const categories = new Map(
    [...areas.values()].flatMap((area) => area.categories.map((one) => [one.code, one] as const)),
  )
  return [
    ...gone.map(({ name }) => ({
      path: 'areas',
      code: 'incidents.area_deleted',
      params: { name: name['zh-CN'], nameEn: name.en },
    })),
    ...[...categories.values()]
      .filter(({ code }) => !findCategory(next, code))
      .map(({ name }) => ({
        path: 'areas',
        code: 'incidents.category_deleted',
        params: { name: name['zh-CN'], nameEn: name.en },
      })),
  ]
}

/** The catalogue of matters as a rule that is data: the operations centre keeps it. */
export const catalogueBook = defineRulebook<Catalogue>({
  id: 'grid_incident_catalogue',
  title: label('incidents.catalogue'),
  right: 'grid.catalogue',
  per: 'installation',
  body: Catalogue,
  words: {
    title: 'incidents.catalogue.title',
    sign: 'incidents.catalogue.sign',
    reopenDays: 'incidents.catalogue.reopenDays',
    areas: 'incidents.field.area',
    categories: 'incidents.field.category',
    rules: 'incidents.catalogue.rules',
    name: 'incidents.catalogue.name',
    number: 'incidents.catalogue.number',
    kind: 'incidents.catalogue.kind',
    code: 'incidents.catalogue.code',
    closing: 'incidents.catalogue.closing',
    limits: 'incidents.catalogue.limits',
    ordinary: 'incidents.urgency.ordinary',
    urgent: 'incidents.urgency.urgent',
    urgency: 'incidents.catalogue.urgency',
    active: 'incidents.catalogue.active',
    choice: 'incidents.catalogue.choice',
    placeKinds: 'incidents.catalogue.placeKinds',
    divisions: 'incidents.catalogue.divisions',
    responsible: 'incidents.catalogue.responsible',
  },
  lists: { areas: 'code', categories: 'code', rules: null },
  show,
  faultsAfter: missing,
})
