import type { Lifecycle } from '../cases/outside.ts'
import type { Figures, Load } from './measure.ts'

/** What the bench asks of the two processes it starts. */
export type Order =
  | { at: 'server'; what: 'read'; id: string; load: Load }
  | { at: 'server'; what: 'index_lookup' | 'create' | 'bare_insert'; load: Load }
  | { at: 'server'; what: 'cpu' | 'settle' | 'stop' }
  | { at: 'load'; what: 'read'; id: string; load: Load; origin: string }
  | { at: 'load'; what: 'bare_http' | 'register'; load: Load; origin: string }
  | { at: 'load'; what: 'lifecycle'; load: Load; origin: string; unit: number }
  | { at: 'load'; what: 'stop' }

export type Answer = Figures | Lifecycle | { cpu: number } | null
export type Reply = { answer: Answer } | { error: string }
export type Ready = { origin: string; unit: number; listed: number }
