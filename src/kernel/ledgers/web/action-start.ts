import { createContext, type ReactNode } from 'react'
import type { Values } from './form-values.ts'

/** What a page proposes where an action's form opens: the reader sees it, and changes what is not right. */
export type ActionStart = { values: Values; note?: ReactNode }

/** Of an action by its id; provided by pages that know more of an entry than its declaration says. */
export const ActionStartContext = createContext<(action: string) => ActionStart | undefined>(() => undefined)
