import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Segmented, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { abilitiesQuery, tasksQuery } from '#kernel/ledgers/web'
import { todayInShanghai } from '#kernel/ui/model'
import {
  AppLink,
  api,
  DateInput,
  ErrorSummary,
  FormRow,
  useClientKey,
  useGo,
  useProblems,
  useT,
} from '#kernel/ui/web'
import { shifts } from '../../model/desk/handover-ledger.ts'
import { colleaguesQuery } from './queries.ts'

/** 交接班: hand over the shift, see who waits for one's own signature, and what was handed over before. */
export function HandoverButton({ chosen }: { chosen: ReadonlySet<string> }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const { data } = useQuery(tasksQuery({ ledger: 'shift_handover', page: 1, size: 5 }))
  return (
    <>
      {data?.rows.map(({ id, entryId, entryTitle }) => (
        <AppLink key={id} to={`/entries/${entryId}`}>
          {`${t('dispatching.handover.pending')}: ${entryTitle}`}
        </AppLink>
      ))}
      <AppLink to="/ledgers/shift_handover">{t('dispatching.handover.list')}</AppLink>
      <Button onClick={() => setOpen(true)}>{t('dispatching.handover.new')}</Button>
      {open && <HandoverDialog chosen={[...chosen]} onClose={() => setOpen(false)} />}
    </>
  )
}

type Draft = {
  day: string
  shift: (typeof shifts)[number]
  incoming: number | null
  notes: string
  watch: Readonly<Record<string, string>>
}

function HandoverDialog({ chosen, onClose }: { chosen: readonly string[]; onClose: () => void }) {
  const t = useT()
  const go = useGo()
  const id = useId()
  const client = useQueryClient()
  const clientKey = useClientKey()
  const found = useProblems()
  const [draft, setDraft] = useState<Draft>({
    day: todayInShanghai(new Date()),
    shift: 'day',
    incoming: null,
    notes: '',
    watch: {},
  })
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const send = useMutation({
    mutationFn: () => {
      const { watch, notes, ...rest } = draft
      const matters = chosen.map((incident) => ({
        incident,
        ...(watch[incident] ? { watch: watch[incident] } : {}),
      }))
      const body = { ...rest, matters, ...(notes.trim() ? { notes } : {}) }
      return api.post<{ entryId: string }>('/api/grid/desk/handovers', body, {
        clientKey: clientKey.keyFor(body),
      })
    },
    onSuccess: ({ entryId }) => {
      clientKey.done()
      void client.invalidateQueries({ queryKey: ['entries', 'shift_handover'] })
      go(`/entries/${entryId}`)
    },
    onError: found.refuse,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing =
      draft.incoming === null ? [{ field: 'incoming', text: t('dispatching.handover.missing') }] : []
    if (found.check(missing)) send.mutate()
  }
  return (
    <Modal open title={t('dispatching.handover.new')} footer={null} width={640} onCancel={onClose}>
      <form className="entry-form entry-form-modal" onSubmit={submit} noValidate>
        <ErrorSummary problems={found.problems} general={found.general} idOf={(path) => `${id}-${path}`} />
        <p className="desk-text">{t('dispatching.handover.text')}</p>
        <HandoverFields
          draft={draft}
          set={set}
          idOf={(name) => `${id}-${name}`}
          problemOf={found.problemOf}
        />
        <Matters chosen={chosen} watch={draft.watch} onWatch={(watch) => set({ watch })} />
        <p className="desk-text">{t('dispatching.handover.snapshot')}</p>
        <div className="form-buttons">
          <Button type="primary" htmlType="submit" loading={send.isPending}>
            {t('dispatching.handover.save')}
          </Button>
          <Button onClick={onClose}>{t('dispatching.cancel')}</Button>
        </div>
      </form>
    </Modal>
  )
}

type FieldsProps = {
  draft: Draft
  set: (part: Partial<Draft>) => void
  idOf: (name: string) => string
  problemOf: (name: string) => string | undefined
}

function HandoverFields({ draft, set, idOf, problemOf }: FieldsProps) {
  const t = useT()
  const { data } = useQuery(colleaguesQuery)
  return (
    <>
      <FormRow id={idOf('day')} label={t('dispatching.handover.field.day')} problem={problemOf('day')}>
        <DateInput
          id={idOf('day')}
          label={t('dispatching.handover.field.day')}
          value={draft.day}
          onChange={(day) => day && set({ day })}
        />
      </FormRow>
      <FormRow id={idOf('shift')} label={t('dispatching.handover.field.shift')} problem={problemOf('shift')}>
        <Segmented
          id={idOf('shift')}
          aria-label={t('dispatching.handover.field.shift')}
          value={draft.shift}
          options={shifts.map((value) => ({ value, label: t(`dispatching.handover.shift.${value}`) }))}
          onChange={(shift) => set({ shift })}
        />
      </FormRow>
      <FormRow
        id={idOf('incoming')}
        label={t('dispatching.handover.field.incoming')}
        problem={problemOf('incoming')}
      >
        <Select
          id={idOf('incoming')}
          style={{ width: '100%' }}
          value={draft.incoming}
          options={(data?.colleagues ?? []).map(({ accountId, name }) => ({ value: accountId, label: name }))}
          onChange={(incoming: number) => set({ incoming })}
        />
      </FormRow>
      <FormRow id={idOf('notes')} label={t('dispatching.handover.field.notes')} optional>
        <Input.TextArea
          id={idOf('notes')}
          rows={3}
          value={draft.notes}
          onChange={({ target }) => set({ notes: target.value })}
        />
      </FormRow>
    </>
  )
}

type MattersProps = {
  chosen: readonly string[]
  watch: Draft['watch']
  onWatch: (watch: Draft['watch']) => void
}

/** The incidents that are chosen in the list, each with what to watch. */
function Matters({ chosen, watch, onWatch }: MattersProps) {
  const t = useT()
  const { data } = useQuery({ ...abilitiesQuery(chosen), enabled: chosen.length > 0 })
  return (
    <section>
      <strong>{t('dispatching.handover.field.matters')}</strong>
      <p className="desk-text">{t('dispatching.handover.matters.text')}</p>
      {chosen.length === 0 ? (
        <p>{t('dispatching.handover.matters.none')}</p>
      ) : (
        <table className="desk-rows">
          <tbody>
            {(data ?? []).map(({ id, no, title }) => (
              <tr key={id}>
                <td>{`${no} ${title}`}</td>
                <td>
                  <Input
                    aria-label={`${t('dispatching.handover.field.watch')} ${no}`}
                    placeholder={t('dispatching.handover.field.watch')}
                    value={watch[id] ?? ''}
                    onChange={({ target }) => onWatch({ ...watch, [id]: target.value })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
