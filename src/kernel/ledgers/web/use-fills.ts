import { useQueries } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { FilledField, LedgerAnswer } from '#kernel/ledgers/model'
import type { RegistryKind } from '#kernel/registry/web'
import { formatDate } from '#kernel/ui/model'
import { api, asApiError, useT } from '#kernel/ui/web'
import { isBlank, type Values } from './form-values.ts'

/** What stands under a field that the register has something for, and whether the field is asked at all. */
export type FillNote = {
  text: string
  asked: boolean
  /** The fact of the register that it is, which may be wrong. */
  fact?: { kind: RegistryKind; id: string; field: string; value: string | null }
}

/** `person.phone`: of which kind of object, and which of its facts. */
export function factOf(element: string): { kind: RegistryKind; field: string } {
  const [kind = 'person', field = ''] = element.split('.')
  return { kind: kind as RegistryKind, field }
}

/** What the register has for a form, read once its person, household, enterprise or place is named. */
function useFilled({ id, fields }: Pick<LedgerAnswer, 'id' | 'fields'>, values: Values) {
  const subjects = [...new Set(fields.flatMap(({ fill }) => fill?.from ?? []))]
  const named = subjects.flatMap((subject) => {
    const objectId = values[subject]
    return typeof objectId === 'string' ? [{ subject, objectId }] : []
  })
  return useQueries({
    queries: named.map(({ subject, objectId }) => ({
      queryKey: ['fills', id, subject, objectId],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        try {
          const path = `/api/ledgers/${id}/fills/${subject}/${objectId}`
          return { objectId, fills: await api.get<FilledField[]>(path, { signal }) }
        } catch (error) {
          // Who may not read the register types what the form asks.
          if ([403, 404].includes(asApiError(error).status)) return { objectId, fills: [] }
          throw error
        }
      },
      // Each reading of a whole number is on record: not again while the form stands.
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  })
}

/** Fills the blank fields of a form with what is held and may be used, and says of each where it comes from. */
export function useFills(
  declaration: Pick<LedgerAnswer, 'id' | 'fields'>,
  values: Values,
  onFill: (filled: Values) => void,
): Readonly<Record<string, FillNote>> {
  const t = useT()
  const found = useFilled(declaration, values)
  const done = useRef(new Set<string>())
  useEffect(() => {
    const fresh = found.flatMap(({ objectId, fills }) =>
      fills
        .filter(({ field }) => !done.current.has(`${objectId} ${field}`))
        .map((fill) => ({ objectId, fill })),
    )
    if (fresh.length === 0) return
    for (const { objectId, fill } of fresh) done.current.add(`${objectId} ${fill.field}`)
    const filled = fresh.flatMap(({ fill: { field, value } }) =>
      value !== null && isBlank(values[field]) ? [[field, value] as const] : [],
    )
    if (filled.length > 0) onFill(Object.fromEntries(filled))
  }, [found, values, onFill])
  const notes = found.flatMap(({ objectId, fills }) =>
    fills.flatMap((fill): [string, FillNote][] => {
      const { field, element, state, value, source, asOf, fresh } = fill
      const date = asOf === null ? '' : formatDate(asOf)
      if (state === 'missing') return []
      if (state === 'unseen')
        return [[field, { text: t('ledgers.screen.fill.unseen', { date }), asked: false }]]
      if (state === 'no_consent')
        return [[field, { text: t('ledgers.screen.fill.no_consent'), asked: false }]]
      const key = fresh ? 'ledgers.screen.fill.held' : 'ledgers.screen.fill.old'
      const text = t(key, { source: source ?? '', date })
      return [[field, { text, asked: true, fact: { ...factOf(element), id: objectId, value } }]]
    }),
  )
  return Object.fromEntries(notes)
}
