/** The kinds of answer that a definition may ask for. */
export const attributeTypes = [
  'string',
  'number',
  'datetime',
  'text',
  'singlevaluelist',
  'multivaluelist',
] as const

export type ServiceAttribute = {
  /** False: it only tells something, and is not answered. */
  variable: boolean
  code: string
  datatype: (typeof attributeTypes)[number]
  required: boolean
  datatype_description: string | null
  order: number
  description: string
  /** Of the two kinds of list. */
  values?: { key: string; name: string }[]
}

/** What can be reported: a sub-category (小类) of the incident catalogue. */
export type Service = {
  service_code: string
  service_name: string
  description: string
  keywords: string
  /** The category (大类). */
  group: string
  attributes: readonly ServiceAttribute[]
  /** How long it takes at most, in words, where the catalogue says so. */
  notice: string | null
}
