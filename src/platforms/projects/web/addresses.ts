import { addressWith } from '#kernel/ui/web'

/** Where a project's page is; as of an earlier day where one is given. */
export function projectAddress(id: string, asOf?: string): string {
  return addressWith(`/projects/${id}`, { asOf })
}

/** The same for a problem, which has the kernel's own page. */
export function problemAddress(id: string, asOf?: string): string {
  return addressWith(`/entries/${id}`, { asOf })
}

/** Where a visit to a project is recorded. */
export const visitAddress = (projectId: string): string => `/projects/${projectId}/visit`

export const meetingAddress = (id: string): string => `/projects/meetings/${id}`

/** The meeting on the wall of its room. */
export const roomAddress = (id: string): string => `/wall/meetings/${id}`

export const decisionAddress = (id: string): string => `/entries/${id}`

/** The list of what a meeting decided. */
export const decisionsAddress = (meeting: string): string =>
  addressWith('/ledgers/decision', { 'f.meeting': meeting })

export const serviceRuleAddress = (district: string): string => `/projects/service-rules/${district}`
