import type { Locale } from '#kernel/i18n/model'
import type { EntryState } from '#kernel/ledgers/model'
import { w3Date } from './dates.ts'
import { publicText } from './public-text.ts'
import {
  descriptionMax,
  type DetailedStatus,
  type ExtendedAttributes,
  type ServiceRequest,
} from './request.ts'

/** What names of codes are needed to tell of an incident, in a language. */
export type Names = {
  locale: Locale
  service(code: string): string | null
  /** What becomes of it, in words: the stage's label. */
  stage(stage: string): string
  organisation(id: number): string | null
  /** Where it lies, from the most specific place to the most general. */
  place(divisionCode: string): string
  /** How long the handling may take, in words. */
  notice(code: string): string | null
}

export type Told = { listed: boolean; request: ServiceRequest; extended: ExtendedAttributes }

/** Reported where nobody said what kind of matter it is. */
export const unclassified = 'unclassified'

const detailed: Readonly<Record<string, DetailedStatus>> = {
  registered: 'RECEIVED',
  dispatched: 'RECEIVED',
  handling: 'IN_PROCESS',
  completed: 'PROCESSED',
  verified: 'PROCESSED',
  closed: 'ARCHIVED',
  merged: 'ARCHIVED',
  refused: 'REJECTED',
  voided: 'REJECTED',
}

const textOf = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : null)

/**
 * An incident as everybody may read it. What a person or a trusted program has not shown to the public is told without
 * its words and place: who knows its number learns how far it is.
 */
export function tellIncident(state: EntryState, names: Names): Told {
  const { values } = state
  const english = names.locale === 'en'
  const listed = values['isPublic'] === true && state.stage !== 'voided'
  const code = textOf(values['category']) ?? unclassified
  const own = (value: unknown, max: number) => {
    const text = listed ? textOf(value) : null
    return text === null ? null : publicText(text, max)
  }
  const spot = listed ? spotOf(values['spot']) : null
  const handling = state.tasks.find(({ kind }) => kind === 'handle')
  const address = own(values['address'], 200)
  const request: ServiceRequest = {
    service_request_id: state.no,
    status: state.isOpen ? 'open' : 'closed',
    status_notes: [names.stage(state.stage), own(values['result'], 500)]
      .filter((text) => text)
      .join(english ? ': ' : '：'),
    service_name: names.service(code),
    service_code: code,
    description: own(values['description'], descriptionMax) ?? own(state.title, descriptionMax),
    agency_responsible: names.organisation(state.organisationId),
    service_notice: names.notice(code),
    requested_datetime: w3Date(new Date(state.openedAt)),
    updated_datetime: w3Date(new Date(state.closedAt ?? state.effectiveAt)),
    expected_datetime: handling?.dueAt ? w3Date(new Date(handling.dueAt)) : null,
    address: listed
      ? [address, names.place(state.divisionCode)].filter((text) => text).join(english ? ', ' : '，')
      : null,
    address_id: listed ? state.divisionCode : null,
    zipcode: null,
    lat: spot?.lat ?? null,
    long: spot?.lng ?? null,
    // What is published is looked up when the list is read: it may be withdrawn at any moment.
    media_url: null,
  }
  const extended: ExtendedAttributes = {
    title: own(state.title, 100),
    detailed_status: detailed[state.stage] ?? 'IN_PROCESS',
    stage: state.stage,
    grid_cell: own(values['gridCell'], 40),
    channel: own(values['channel'], 40),
    media_urls: [],
  }
  return { listed, request, extended }
}

/** Six places behind the point are ten centimetres. */
const rounded = (value: number) => Math.round(value * 1e6) / 1e6

function spotOf(value: unknown): { lng: number; lat: number } | null {
  if (typeof value !== 'object' || value === null || !('lng' in value) || !('lat' in value)) return null
  const { lng, lat } = value
  return typeof lng === 'number' && typeof lat === 'number' ? { lng: rounded(lng), lat: rounded(lat) } : null
}
