import type { PlainChoice } from '../../../model/portal/plain-choices.ts'
import type { Spot } from '../map/view.ts'

/** What was answered so far. It lies in the browser until it is sent, but the phone, which the session holds. */
export type ReportDraft = {
  photos: { id: string; name: string }[]
  words: string
  choice: PlainChoice | 'unsure' | ''
  category: string
  divisionCode: string
  placeName: string
  spot: Spot | null
  accuracyM: number | null
  address: string
  /** The number of an incident that was reported already. */
  joins: string
  contact: 'none' | 'phone' | ''
}

export const blankReport: ReportDraft = {
  photos: [],
  words: '',
  choice: '',
  category: '',
  divisionCode: '',
  placeName: '',
  spot: null,
  accuracyM: null,
  address: '',
  joins: '',
  contact: '',
}

export const reportSteps = [
  'words',
  'kind',
  'category',
  'how',
  'here',
  'map',
  'street',
  'community',
  'address',
  'similar',
  'photos',
  'contact',
  'phone',
  'check',
] as const
export type ReportStep = (typeof reportSteps)[number]

export type StepProps = {
  draft: ReportDraft
  change: (part: Partial<ReportDraft>) => void
  /** To the next step, or back to the answers where these were looked at before. */
  go: (step: ReportStep) => void
  back: (() => void) | undefined
}
