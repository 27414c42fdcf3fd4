import { type QueryKey, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, addressWith } from '#kernel/ui/web'
import type {
  PublishInput,
  RulebookAnswer,
  RuleChangesAnswer,
  RuleEffect,
  RuleVersionAnswer,
} from '../model/answers.ts'

/** Which rule a page is about; with a district where each has its own. */
export type Which = { book: string; district?: string | undefined }

const keyOf = ({ book, district = '' }: Which) => ['rulebooks', book, district] as const
const pathOf = ({ book, district }: Which, rest = '', query = {}) =>
  addressWith(`/api/rulebooks/${book}${rest}`, { district, ...query })

export const rulebookQuery = (which: Which) =>
  queryOptions({
    queryKey: keyOf(which),
    queryFn: ({ signal }) => api.get<RulebookAnswer>(pathOf(which), { signal }),
  })

export type VersionLine = Omit<RuleVersionAnswer, 'body'>

export const versionsQuery = (which: Which) =>
  queryOptions({
    queryKey: [...keyOf(which), 'versions'],
    queryFn: ({ signal }) => api.get<VersionLine[]>(pathOf(which, '/versions'), { signal }),
  })

export const versionChangesQuery = (which: Which, version: number) =>
  queryOptions({
    queryKey: [...keyOf(which), 'versions', version],
    queryFn: ({ signal }) =>
      api.get<RuleChangesAnswer>(pathOf(which, `/versions/${version}/changes`), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const differenceQuery = (which: Which, revision: number, version: number) =>
  queryOptions({
    queryKey: [...keyOf(which), 'difference', revision, version],
    queryFn: ({ signal }) => api.get<RuleChangesAnswer>(pathOf(which, '/difference'), { signal }),
  })

export const effectQuery = (which: Which, revision: number, version: number) =>
  queryOptions({
    queryKey: [...keyOf(which), 'effect', revision, version],
    queryFn: ({ signal }) => api.get<RuleEffect>(pathOf(which, '/effect'), { signal }),
  })

/** Keeps, lets go of and publishes the draft; what goes by the rule is read again after a publication. */
export function useRuleChanges(which: Which, judged: readonly QueryKey[]) {
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ queryKey: keyOf(which) })
  return {
    reload: again,
    save: useMutation({
      mutationFn: (draft: { body: unknown; expectedRevision: number }) =>
        api.put(pathOf(which, '/draft'), draft),
      onSuccess: again,
    }),
    drop: useMutation({
      mutationFn: (revision: number) => api.del(pathOf(which, '/draft', { revision })),
      onSuccess: again,
    }),
    publish: useMutation({
      mutationFn: ({ clientKey, ...input }: PublishInput & { clientKey: string }) =>
        api.post<RuleVersionAnswer>(pathOf(which, '/versions'), input, { clientKey }),
      onSuccess: () =>
        Promise.all([again(), ...judged.map((queryKey) => client.invalidateQueries({ queryKey }))]),
    }),
  }
}
