import type { LocalText } from '#kernel/i18n/model'
import type { LedgerInput } from '#kernel/ledgers/model'
import { limitUnits } from '#kernel/time/model'
import { type Catalogues, everyCategory, urgencies } from './catalogue.ts'
import { choices, label } from './labels.ts'

/** By which way a matter came to the grid. */
export const channels = ['grid_worker', 'patrol', 'visit', 'resident', 'hotline', 'open311'] as const
export type Channel = (typeof channels)[number]

/** How a matter came to its end, as claimants are told. */
export const endings = ['closed', 'refused', 'voided'] as const
export type Ending = (typeof endings)[number]

type Field = LedgerInput['fields'][number]

export const channelField: Field = {
  name: 'channel',
  label: label('incidents.field.channel'),
  kind: 'choice',
  required: true,
  filter: true,
  options: choices(channels, (value) => `incidents.channel.${value}`),
}
export const addressField: Field = { name: 'address', label: label('incidents.field.address'), kind: 'text' }
export const spotField: Field = { name: 'spot', label: label('incidents.field.spot'), kind: 'point' }
export const photosField: Field = {
  name: 'photos',
  label: label('incidents.field.photos'),
  kind: 'files',
  keepsOriginal: true,
}
/** The visit at which a household voiced what is reported; it is told what came of it. */
const visitField: Field = {
  name: 'visit',
  label: label('incidents.field.visit'),
  kind: 'entry',
  ledger: 'household_visit',
  sensitivity: 1,
}
export const demonstrationField: Field = {
  name: 'demonstration',
  label: label('incidents.field.demonstration'),
  kind: 'boolean',
}
export const reopenUntilField: Field = {
  name: 'reopenUntil',
  label: label('incidents.field.reopenUntil'),
  kind: 'date',
}
export const endingField: Field = {
  name: 'ending',
  label: label('incidents.field.ending'),
  kind: 'choice',
  options: choices(endings, (value) => `incidents.ending.${value}`),
}
export const handledByField: Field = {
  name: 'handledBy',
  label: label('incidents.field.handledBy'),
  kind: 'organisation',
}

/** What a matter is, by the versions of the catalogue that there are. */
function catalogueFields(catalogues: Catalogues): Field[] {
  const { areas, categories } = everyCategory(catalogues.all())
  const options = (all: readonly { code: string; name: LocalText; active?: boolean }[]) =>
    all.map(({ code, name, active }) => ({
      value: code,
      label: name,
      ...(active === false ? { ended: true } : {}),
    }))
  return [
    {
      name: 'category',
      label: label('incidents.field.category'),
      kind: 'choice',
      filter: true,
      column: true,
      options: options(categories),
    },
    {
      name: 'area',
      label: label('incidents.field.area'),
      kind: 'choice',
      filter: true,
      derived: true,
      options: options(areas),
    },
    {
      name: 'urgency',
      label: label('incidents.field.urgency'),
      kind: 'choice',
      filter: true,
      column: true,
      options: choices(urgencies, (value) => `incidents.urgency.${value}`),
    },
  ]
}

const count = (name: 'limitCount' | 'signCount'): Field => ({
  name,
  label: label(`incidents.field.${name}`),
  kind: 'number',
  whole: true,
  min: 0,
  max: 10_000,
  derived: true,
})
const unit = (name: 'limitUnit' | 'signUnit'): Field => ({
  name,
  label: label(`incidents.field.${name}`),
  kind: 'choice',
  derived: true,
  options: choices(limitUnits, (value) => `incidents.unit.${value}`),
})

/** What the catalogue said when the matter was filed; it stays when the catalogue changes. */
const limitFields: Field[] = [
  count('limitCount'),
  unit('limitUnit'),
  count('signCount'),
  unit('signUnit'),
  {
    name: 'catalogueVersion',
    label: label('incidents.field.catalogueVersion'),
    kind: 'number',
    whole: true,
    derived: true,
  },
  {
    name: 'sentBack',
    label: label('incidents.field.sentBack'),
    kind: 'number',
    whole: true,
    derived: true,
  },
]

export const incidentFields = (catalogues: Catalogues): Field[] => [
  { name: 'title', label: label('incidents.field.title'), kind: 'text', required: true, column: true },
  ...catalogueFields(catalogues),
  { name: 'description', label: label('incidents.field.description'), kind: 'long_text' },
  { ...addressField, column: true },
  spotField,
  photosField,
  channelField,
  { name: 'gridCell', label: label('incidents.field.gridCell'), kind: 'text', filter: true },
  visitField,
  { name: 'isPublic', label: label('incidents.field.isPublic'), kind: 'boolean', filter: true },
  { name: 'result', label: label('incidents.field.result'), kind: 'long_text' },
  { name: 'resultPhotos', label: label('incidents.field.resultPhotos'), kind: 'files', keepsOriginal: true },
  { name: 'verifyPhotos', label: label('incidents.field.verifyPhotos'), kind: 'files', keepsOriginal: true },
  ...limitFields,
  handledByField,
  endingField,
  reopenUntilField,
  demonstrationField,
]
