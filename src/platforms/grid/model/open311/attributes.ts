import { type Locale, translate } from '#kernel/i18n/model'
import './messages.ts'
import type { ServiceAttribute } from './service.ts'

const asset = ['broken', 'missing', 'displaced', 'overflowing', 'other'] as const

/** What is asked of a report beside its words: of what stands in the city its state and number, where one knows them. */
export function attributesOf(kind: 'city_asset' | 'incident', locale: Locale): readonly ServiceAttribute[] {
  const text = (key: string) => translate(locale, `open311.attribute.${key}`)
  if (kind === 'incident') return []
  const attribute = { variable: true, required: false }
  return [
    {
      ...attribute,
      code: 'STATE',
      datatype: 'singlevaluelist',
      datatype_description: text('state.help'),
      order: 1,
      description: text('state'),
      values: asset.map((key) => ({ key, name: text(`state.${key}`) })),
    },
    {
      ...attribute,
      code: 'ASSETNO',
      datatype: 'string',
      datatype_description: text('asset_no.help'),
      order: 2,
      description: text('asset_no'),
    },
    {
      ...attribute,
      code: 'SINCE',
      datatype: 'datetime',
      datatype_description: text('since.help'),
      order: 3,
      description: text('since'),
    },
  ]
}

/** When what is told of services and asked of reports was changed last. */
export const servicesSince = new Date('2026-11-21T00:00:00+08:00')
