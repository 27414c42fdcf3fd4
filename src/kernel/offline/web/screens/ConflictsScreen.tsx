import { useState } from 'react'
import { formatDate } from '#kernel/ui/model'
import { AppLink, asApiError, useLocalText, useT } from '#kernel/ui/web'
import type { Conflict } from '../../model/field-door.ts'
import { settleConflict, useConflicts, useFieldSession, useOfflineLedger } from './phone.ts'
import { FieldPage } from './FieldPage.tsx'
import { FieldRow } from './FieldRow.tsx'
import { FieldMessage } from './FieldMessage.tsx'
import { SaidOf } from './SaidOf.tsx'
import { useItemName } from './UnsentLine.tsx'

/** What could not be done as it was meant: each is settled by whoever did it. */
export default function ConflictsScreen() {
  const t = useT()
  const conflicts = useConflicts()
  const { online } = useFieldSession()
  return (
    <FieldPage title={t('offline.screen.conflicts')} back="/m/me">
      {conflicts.length === 0 && <FieldMessage title={t('offline.screen.conflicts.none')} />}
      {conflicts.length > 0 && !online && (
        <p className="field-notice">{t('offline.screen.conflicts.needs_line')}</p>
      )}
      {conflicts.map((conflict) => (
        <ConflictCard key={conflict.clientKey} conflict={conflict} online={online} />
      ))}
      <AppLink to="/m/settled" className="field-button field-button-plain field-section">
        {t('offline.screen.settled')}
      </AppLink>
    </FieldPage>
  )
}

function ConflictCard({ conflict, online }: { conflict: Conflict; online: boolean }) {
  const t = useT()
  const text = useLocalText()
  const ledger = useOfflineLedger(conflict.ledger)
  const nameOf = useItemName()
  const stage = ledger?.stages.find(({ id }) => id === conflict.entry?.stage)
  return (
    <section className="field-card">
      <h2>{conflict.entry?.title ?? nameOf(conflict, ledger)}</h2>
      <p className="field-problem">{conflict.reason}</p>
      <dl className="field-facts">
        <div>
          <dt>{t('offline.screen.conflict.mine')}</dt>
          <dd>
            {nameOf(conflict, ledger)} · {formatDate(conflict.effectiveAt, true)}
            <SaidOf ledger={ledger} action={conflict.action} input={conflict.input} />
          </dd>
        </div>
        {conflict.ledger !== '' && (
          <div>
            <dt>{t('offline.screen.conflict.now')}</dt>
            <dd>
              {conflict.entry === null
                ? t('offline.screen.conflict.gone')
                : `${conflict.entry.no} · ${stage ? text(stage.label) : conflict.entry.stage}`}
            </dd>
          </div>
        )}
      </dl>
      {conflict.entry && (
        <AppLink to={`/m/entries/${conflict.entry.id}`} className="field-button field-button-plain">
          {t('offline.screen.conflict.look')}
        </AppLink>
      )}
      {online && <Settle conflict={conflict} />}
    </section>
  )
}

type How = Conflict['can'][number]

function Settle({ conflict }: { conflict: Conflict }) {
  const t = useT()
  const [how, setHow] = useState<How | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const settle = async (chosen: How, words: string) => {
    setBusy(true)
    setTrouble(null)
    try {
      if (chosen === 'again')
        await settleConflict(conflict.clientKey, { how: 'again', expectedSeq: conflict.entry?.seq ?? null })
      else if (chosen === 'comment') await settleConflict(conflict.clientKey, { how: 'comment', text: words })
      else await settleConflict(conflict.clientKey, { how: 'discard', reason: words })
    } catch (error) {
      setTrouble(asApiError(error).detail)
    } finally {
      setBusy(false)
    }
  }
  if (how !== null && how !== 'again')
    return (
      <InWords
        id={`settle-${conflict.clientKey}`}
        how={how}
        busy={busy}
        trouble={trouble}
        onSettle={(words) => void settle(how, words)}
        onBack={() => setHow(null)}
      />
    )
  return (
    <>
      {trouble !== null && <p className="field-problem">{trouble}</p>}
      <div className="field-buttons">
        {conflict.can.map((one) => (
          <button
            key={one}
            type="button"
            className="field-button"
            disabled={busy}
            onClick={() => (one === 'again' ? void settle(one, '') : setHow(one))}
          >
            {t(`offline.screen.settle.${one}`)}
          </button>
        ))}
      </div>
    </>
  )
}

type InWordsProps = {
  id: string
  how: Exclude<How, 'again'>
  busy: boolean
  trouble: string | null
  onSettle: (words: string) => void
  onBack: () => void
}

/** A settlement that takes a sentence. */
function InWords({ id, how, busy, trouble, onSettle, onBack }: InWordsProps) {
  const t = useT()
  const [words, setWords] = useState('')
  return (
    <>
      <FieldRow
        id={id}
        labelId={`${id}-label`}
        label={t(`offline.screen.settle.${how}.words`)}
        required
        problem={trouble ?? undefined}
      >
        <textarea
          id={id}
          className="field-input"
          value={words}
          maxLength={500}
          onChange={({ target }) => setWords(target.value)}
        />
      </FieldRow>
      <div className="field-buttons">
        <button
          type="button"
          className="field-button field-button-main"
          disabled={busy || words.trim().length < 2}
          onClick={() => onSettle(words)}
        >
          {t(`offline.screen.settle.${how}`)}
        </button>
        <button type="button" className="field-button field-button-plain" onClick={onBack}>
          {t('offline.screen.cancel')}
        </button>
      </div>
    </>
  )
}
