import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { EntryAnswer } from '#kernel/ledgers/model'
import { api, useClientKey } from '#kernel/ui/web'
import type {
  ApplyTemplate,
  ApprovalBoard,
  ProcedurePanel,
  StartApprovals,
} from '../../model/procedures/panel-answers.ts'
import type { ProcedureTemplate } from '../../model/procedures/template.ts'
import type { TemplateAnswer, TemplateList } from '../../model/procedures/template-answers.ts'
import type { TemplateFault } from '../../model/procedures/template-faults.ts'

export const templatesPath = '/api/projects/procedure-templates'
const templatesKey = ['projects', 'procedure-templates'] as const

export const templatesQuery = queryOptions({
  queryKey: templatesKey,
  queryFn: ({ signal }) => api.get<TemplateList>(templatesPath, { signal }),
})

export const templateQuery = (code: string) =>
  queryOptions({
    queryKey: [...templatesKey, code],
    queryFn: ({ signal }) => api.get<TemplateAnswer>(`${templatesPath}/${code}`, { signal }),
    retry: false,
  })

export const versionQuery = (code: string, version: number) =>
  queryOptions({
    queryKey: [...templatesKey, code, 'versions', version],
    queryFn: ({ signal }) =>
      api.get<ProcedureTemplate>(`${templatesPath}/${code}/versions/${version}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const boardQuery = queryOptions({
  queryKey: ['projects', 'approvals'],
  queryFn: ({ signal }) => api.get<ApprovalBoard>('/api/projects/approvals', { signal }),
})

export const panelQuery = (projectId: string, seq: number) =>
  queryOptions({
    // What a project's own step changes changes its panel too.
    queryKey: ['projects', 'panel', projectId, seq],
    queryFn: ({ signal }) => api.get<ProcedurePanel>(`/api/projects/${projectId}/procedures`, { signal }),
    // The panel of the step before stays until the new one is there, with what was chosen in it.
    placeholderData: (before, query) => (query?.queryKey[2] === projectId ? before : undefined),
  })

/** What changes a project reads the project and all about its procedures again. */
function useProjectChange<Body>(
  projectId: string,
  send: (body: Body, clientKey: string) => Promise<unknown>,
) {
  const client = useQueryClient()
  const { keyFor, done } = useClientKey()
  return useMutation({
    mutationFn: (body: Body) => send(body, keyFor(body)),
    onSuccess: done,
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['projects'] })
      await client.invalidateQueries({ queryKey: ['entry', projectId] })
    },
  })
}

export const useApply = (projectId: string) =>
  useProjectChange<ApplyTemplate>(projectId, (body, clientKey) =>
    api.put<ProcedurePanel>(`/api/projects/${projectId}/procedures/template`, body, { clientKey }),
  )

export const useStart = (projectId: string) =>
  useProjectChange<StartApprovals>(projectId, (body, clientKey) =>
    api.post(`/api/projects/${projectId}/approvals`, body, { clientKey }),
  )

export const useRecord = (entry: Pick<EntryAnswer, 'id' | 'seq'>) =>
  useProjectChange<{ procedures: object[]; source?: string }>(entry.id, (input, clientKey) =>
    api.post(
      `/api/entries/${entry.id}/actions/record_procedures`,
      { expectedSeq: entry.seq, input },
      { clientKey },
    ),
  )

/** Changes of a template's draft read the template and the list again. */
function useTemplateChange<Body, Answer>(send: (body: Body) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: () => client.invalidateQueries({ queryKey: templatesKey }),
  })
}

type Saved = { revision: number; faults: TemplateFault[] }

export const useSaveDraft = (code: string) =>
  useTemplateChange((body: { revision: number; basedOn: number | null; body: unknown }) =>
    api.put<Saved>(`${templatesPath}/${code}/draft`, body),
  )

export const useDiscardDraft = (code: string) =>
  useTemplateChange(() => api.del(`${templatesPath}/${code}/draft`))

export const usePublish = (code: string) =>
  useTemplateChange((body: { revision: number; reason: string }) =>
    api.post<ProcedureTemplate>(`${templatesPath}/${code}/versions`, body),
  )
