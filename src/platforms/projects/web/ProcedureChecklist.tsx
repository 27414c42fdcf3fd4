import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox } from 'antd'
import type { EntryAnswer } from '#kernel/ledgers/model'
import { todayInShanghai } from '#kernel/ui/model'
import { api, AppLink, asApiError, useClientKey, useLocale, useT } from '#kernel/ui/web'
import type { ProcedureRecord } from '../model/procedures/records.ts'
import type { ProcedureKind } from '../model/wall-query.ts'

type Procedure = {
  code?: string
  name: string
  applicable?: boolean | null
  done?: boolean | null
  doneOn?: string | null
}

function readProcedures(value: unknown): Procedure[] {
  return Array.isArray(value) ? (value as Procedure[]).filter((item) => typeof item.name === 'string') : []
}

type Props = { entry: EntryAnswer; records: readonly ProcedureRecord[] }

/** The checklist (手续): who may record procedures ticks them here, and the colour follows. */
export function ProcedureChecklist({ entry, records }: Props) {
  const t = useT()
  const procedures = readProcedures(entry.fields['procedures']?.value)
  const mayRecord = entry.asOf === null && entry.can['record_procedures'] === true
  const record = useRecord(entry)
  const tick = (code: string | null, name: string, done: boolean) => {
    const doneOn = done ? todayInShanghai(new Date()) : null
    const isIt = (item: Procedure) => (code === null ? item.name === name : item.code === code)
    record.mutate(procedures.map((item) => (isIt(item) ? { ...item, done, doneOn } : item)))
  }
  if (records.length === 0) {
    return mayRecord ? <UseTemplate onUse={record.mutate} busy={record.isPending} /> : null
  }
  return (
    <ul className="project-procedures" aria-label={t('projects.field.procedures')}>
      {records.map(({ code, name, applicable, done, doneOn, approval }) => (
        <li key={code ?? name} data-needless={!applicable}>
          <Checkbox
            checked={done}
            disabled={!mayRecord || record.isPending || !applicable || approval !== null}
            onChange={(event) => tick(code, name, event.target.checked)}
          >
            {name}
          </Checkbox>
          <span className="project-quiet yw-number">
            {approval && <AppLink to={`/entries/${approval.entry}`}>{approval.no}</AppLink>}{' '}
            {applicable ? doneOn : t('projects.page.not_needed')}
          </span>
        </li>
      ))}
    </ul>
  )
}

function useRecord(entry: EntryAnswer) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const { keyFor, done } = useClientKey()
  return useMutation({
    mutationFn: (procedures: Procedure[]) => {
      const body = { expectedSeq: entry.seq, input: { procedures } }
      return api.post<EntryAnswer>(`/api/entries/${entry.id}/actions/record_procedures`, body, {
        clientKey: keyFor(body),
      })
    },
    onSuccess: done,
    onError: (error) => void message.error(asApiError(error).detail),
    onSettled: () => client.invalidateQueries({ queryKey: ['entry', entry.id] }),
  })
}

type TemplateProps = { onUse: (procedures: Procedure[]) => void; busy: boolean }

/** A project without procedures can start from the usual list; which of them apply is then set one by one. */
function UseTemplate({ onUse, busy }: TemplateProps) {
  const t = useT()
  const { locale } = useLocale()
  const kinds = useQuery({
    queryKey: ['projects', 'procedures'],
    queryFn: ({ signal }) => api.get<ProcedureKind[]>('/api/projects/procedures', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const start = () =>
    onUse(
      (kinds.data ?? []).map(({ code, nameZh, nameEn }) => ({
        code,
        name: locale === 'en' ? nameEn : nameZh,
        applicable: true,
        done: false,
      })),
    )
  return (
    <Button size="small" loading={busy} disabled={!kinds.data} onClick={start}>
      {t('projects.page.use_template')}
    </Button>
  )
}
