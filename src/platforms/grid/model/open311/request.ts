/** A service request as GeoReport v2 tells it, in the order of the specification; null where nothing is said. */
export type ServiceRequest = {
  service_request_id: string
  status: RequestStatus
  status_notes: string | null
  service_name: string | null
  service_code: string
  description: string | null
  agency_responsible: string | null
  service_notice: string | null
  /** W3C date and time with offset, as all of them. */
  requested_datetime: string
  updated_datetime: string | null
  expected_datetime: string | null
  address: string | null
  address_id: string | null
  zipcode: string | null
  lat: number | null
  long: number | null
  media_url: string | null
}

export const requestStatuses = ['open', 'closed'] as const
export type RequestStatus = (typeof requestStatuses)[number]

/** What is told beside the standard's fields on `extensions=true`; states in the words of CitySDK. */
export type ExtendedAttributes = {
  title: string | null
  detailed_status: DetailedStatus
  /** The stage of the incident's loop, as the ledger names it. */
  stage: string
  /** The community cell that it lies in. */
  grid_cell: string | null
  channel: string | null
  media_urls: string[]
}

export type DetailedStatus = 'RECEIVED' | 'IN_PROCESS' | 'PROCESSED' | 'ARCHIVED' | 'REJECTED'

/** One thing that happened to a request, in the manner of FixMyStreet's `servicerequestupdates`. */
export type RequestUpdate = {
  update_id: string
  service_request_id: string
  status: RequestStatus
  updated_datetime: string
  description: string
  media_url: string | null
}

/** Longest text of a request's description. */
export const descriptionMax = 4000
