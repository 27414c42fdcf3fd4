import { descriptionMax } from './request.ts'
import type { Service, ServiceAttribute } from './service.ts'
import { readW3Date } from './dates.ts'

/** What a program reports, read and checked against the definition of its service. */
export type PostedRequest = {
  service: Service
  spot: { lng: number; lat: number } | null
  address: string
  addressId: string | null
  description: string
  /** Name and phone or mail of who reports, as far as they were said. */
  name: string
  contact: string
  mediaUrl: string | null
  answers: { attribute: ServiceAttribute; text: string }[]
}

export type PostFault = { path: string; code: `open311.${string}`; params?: Record<string, string | number> }

const textMax = 200

/** Answers by attribute: `attribute[code]=a`, or several of `attribute[code][]=a`. */
function answersOf(form: URLSearchParams): Map<string, string[]> {
  const answers = new Map<string, string[]>()
  for (const [name, value] of form) {
    const code = /^attribute\[([^[\]]{1,80})\](?:\[\d*\])?$/.exec(name)?.[1]
    if (code === undefined || value.trim() === '') continue
    answers.set(code, [...(answers.get(code) ?? []), value.trim()])
  }
  return answers
}

const said = (form: URLSearchParams, name: string) => form.get(name)?.trim() ?? ''

/** Reads the body of `POST requests`; every fault of it is told at once. */
export function readPost(form: URLSearchParams, service: Service): PostedRequest | PostFault[] {
  const faults: PostFault[] = []
  const short = (name: string, max = textMax) => {
    const text = said(form, name)
    if (text.length > max) faults.push({ path: name, code: 'open311.too_long', params: { name, max } })
    return text
  }
  const spot = readSpot(form, faults)
  const address = short('address_string')
  const addressId = said(form, 'address_id')
  if (spot === null && address === '' && addressId === '' && faults.length === 0)
    faults.push({ path: 'lat', code: 'open311.no_location' })
  const description = short('description', descriptionMax)
  const mediaUrl = said(form, 'media_url')
  if (mediaUrl !== '' && (!/^https?:\/\/[^\s<>"]{3,}$/i.test(mediaUrl) || mediaUrl.length > 1000))
    faults.push({
      path: 'media_url',
      code: 'open311.bad_parameter',
      params: parameter('media_url', mediaUrl),
    })
  const answers = readAnswers(answersOf(form), service.attributes, faults)
  const names = [short('last_name'), short('first_name')].filter((text) => text !== '')
  const contact = [short('phone'), short('email')].filter((text) => text !== '').join(' ')
  if (faults.length > 0) return faults
  return {
    service,
    spot,
    address,
    addressId: addressId === '' ? null : addressId,
    description,
    // A Chinese name has no gap.
    name: names.join(names.every((text) => /^\p{Script=Han}+$/u.test(text)) ? '' : ' '),
    contact,
    mediaUrl: mediaUrl === '' ? null : mediaUrl,
    answers,
  }
}

const parameter = (name: string, value: string) => ({ parameter: name, value: value.slice(0, 80) })

function readSpot(form: URLSearchParams, faults: PostFault[]): { lng: number; lat: number } | null {
  const [lat, lng] = [said(form, 'lat'), said(form, 'long')]
  if (lat === '' && lng === '') return null
  const number = (name: string, text: string, max: number) => {
    const value = /^-?\d{1,3}(\.\d{1,20})?$/.test(text) ? Number(text) : Number.NaN
    if (text === '') faults.push({ path: name, code: 'open311.lat_and_long' })
    else if (!(Math.abs(value) <= max))
      faults.push({ path: name, code: 'open311.bad_parameter', params: parameter(name, text) })
    return value
  }
  return { lat: number('lat', lat, 90), lng: number('long', lng, 180) }
}

function readAnswers(
  given: Map<string, string[]>,
  attributes: readonly ServiceAttribute[],
  faults: PostFault[],
): PostedRequest['answers'] {
  return attributes.flatMap((attribute) => {
    if (!attribute.variable) return []
    const path = `attribute[${attribute.code}]`
    const values = given.get(attribute.code) ?? []
    if (values.length === 0) {
      if (attribute.required)
        faults.push({ path, code: 'open311.attribute_required', params: { name: attribute.code } })
      return []
    }
    const text = answerText(attribute, values)
    if (text === undefined) {
      faults.push({
        path,
        code: 'open311.bad_parameter',
        params: parameter(path, values.join(', ')),
      })
      return []
    }
    return [{ attribute, text }]
  })
}

/** What was answered, in words; undefined where it is no answer to what was asked. */
function answerText(
  { datatype, values = [] }: ServiceAttribute,
  given: readonly string[],
): string | undefined {
  const [first = ''] = given
  if (given.length > 1 && datatype !== 'multivaluelist') return undefined
  switch (datatype) {
    case 'number':
      return /^-?\d{1,15}(\.\d{1,9})?$/.test(first) ? first : undefined
    case 'datetime':
      return readW3Date(first) && first.length <= 40 ? first : undefined
    case 'string':
      return first.length <= textMax && !/[\r\n]/.test(first) ? first : undefined
    case 'text':
      return first.length <= descriptionMax ? first : undefined
    default: {
      const names = given.map((key) => values.find((value) => value.key === key)?.name)
      return names.every((name) => name !== undefined) ? names.join('；') : undefined
    }
  }
}

/** The words of the report, with what was answered to the definition and where a picture is said to be. */
export function wordsOf({ service, description, answers, mediaUrl }: PostedRequest): string {
  return [
    description === '' ? service.service_name : description,
    ...answers.map(({ attribute, text }) => `${attribute.description}：${text}`),
    ...(mediaUrl === null ? [] : [mediaUrl]),
  ].join('\n')
}
