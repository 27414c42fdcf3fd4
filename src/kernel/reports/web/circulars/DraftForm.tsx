import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { DivisionSelect } from '#kernel/divisions/web'
import { addDays } from '#kernel/time/model'
import { todayInShanghai } from '#kernel/ui/model'
import { asApiError, DateInput, useClientKey, useGo, useSession, useT } from '#kernel/ui/web'
import { type CircularKind, circularKinds, periodStart } from '../../model/circulars/period.ts'
import '../../model/circulars/messages.ts'
import { useDraftCircular } from './queries.ts'

type Props = {
  /** What its button says: the key of a message. */
  label: string
  /** Where the sort of circular is drafted. */
  path: string
  /** The page of a circular. */
  pageOf: (entryId: string) => string
}

/** Drafts the circular of a day and a division, for who supervises there; nothing for others. */
export function DraftForm(props: Props) {
  const { session } = useSession()
  return session.rights.includes('ledgers.supervise') ? <Form {...props} /> : null
}

function Form({ label, path, pageOf }: Props) {
  const t = useT()
  const go = useGo()
  const { session } = useSession()
  const { divisions } = session.position
  const today = todayInShanghai(new Date())
  const [kind, setKind] = useState<CircularKind>('week')
  const [day, setDay] = useState(addDays(today, -1))
  const [divisionCode, setDivisionCode] = useState(divisions[0]?.code)
  const clientKey = useClientKey()
  const draft = useDraftCircular(path)
  const asked = { kind, day, ...(divisionCode ? { divisionCode } : {}) }
  const send = () =>
    draft.mutate(
      { asked, clientKey: clientKey.keyFor(asked) },
      {
        onSuccess: ({ entryId }) => {
          clientKey.done()
          go(pageOf(entryId))
        },
      },
    )
  return (
    <section className="circular-draft" aria-label={t(label)}>
      <Segmented
        aria-label={t('circulars.field.kind')}
        value={kind}
        options={circularKinds.map((value) => ({ value, label: t(`circulars.kind.${value}`) }))}
        onChange={setKind}
      />
      <DateInput
        label={t('circulars.page.day')}
        value={day}
        max={today}
        width={136}
        onChange={(next) => setDay(next ?? day)}
      />
      <span className="circular-place">
        <DivisionSelect
          label={t('circulars.page.division')}
          value={divisionCode ?? null}
          within={divisions.map(({ code }) => code)}
          onChange={(code) => setDivisionCode(code ?? divisions[0]?.code)}
        />
      </span>
      <span className="yw-quiet yw-number">
        {t('circulars.page.period', { from: periodStart(kind, day), to: day })}
      </span>
      <Button type="primary" loading={draft.isPending} onClick={send}>
        {t(label)}
      </Button>
      {draft.error && (
        <span role="alert" className="yw-form-problem">
          {asApiError(draft.error).detail}
        </span>
      )}
    </section>
  )
}
