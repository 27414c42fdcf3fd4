import { PhoneOutlined } from '@ant-design/icons'
import { useEffect, useState } from 'react'
import {
  EntryActions,
  EntryClocks,
  FieldMessage,
  FieldPage,
  OfflineValue,
  queueAction,
  UnsentLine,
  useFieldSession,
  useOfflineEntry,
  useOfflinePersons,
} from '#kernel/offline/web'
import { useLocalText, useRouteParam, useT } from '#kernel/ui/web'
import '../../model/field/messages.ts'
import { careLedger } from './care-tasks.ts'

type Found = NonNullable<ReturnType<typeof useOfflineEntry>>

/** What a visit needs, and nothing besides. */
const shownOnceAsked = ['person', 'address', 'conditions', 'emergencyContact'] as const
const shownAlways = ['need', 'moreNeeds', 'visitEvery', 'visitUnit', 'lastVisitedOn', 'lastContact'] as const
const purposes = ['visit', 'call', 'emergency'] as const
/** For so long what was asked for stays on the screen. */
const shownMs = 120_000

/** One person under care, for whoever the visit is given to; who it is shows when it is said what for. */
export default function CareDetailPage() {
  const t = useT()
  const id = useRouteParam('entryId')
  const found = useOfflineEntry(id)
  const { worker } = useFieldSession()
  const isMine = found?.entry.tasks.some(({ account, mine }) => mine && account?.id === worker?.accountId)
  if (found?.entry.ledger !== careLedger || !found.definition || !isMine)
    return (
      <FieldPage title={t('grid.field.care')} back="/m/care">
        <FieldMessage title={t('grid.field.care.not_yours')} text={t('grid.field.care.not_yours.text')} />
      </FieldPage>
    )
  return (
    <FieldPage title={t('grid.field.care')} back="/m/care">
      <EntryClocks found={found} />
      <Facts found={found} names={shownAlways} />
      <Asked found={found} />
      {found.unsent.map((item) => (
        <UnsentLine key={item.clientKey} item={item} />
      ))}
      <EntryActions found={found} />
    </FieldPage>
  )
}

function Facts({ found: { entry, definition }, names }: { found: Found; names: readonly string[] }) {
  const text = useLocalText()
  return (
    <dl className="field-facts field-section">
      {(definition?.fields ?? [])
        .filter(({ name }) => names.includes(name))
        .flatMap((field) => {
          const fact = entry.fields[field.name]
          if (!fact || fact.value === null || fact.value === '' || fact.hidden) return []
          return [
            <div key={field.name}>
              <dt>{text(field.label)}</dt>
              <dd>
                <OfflineValue field={field} value={fact.value} />
              </dd>
            </div>,
          ]
        })}
    </dl>
  )
}

/** Where the person lives by the register, where the entry itself says no other place. */
function RegisterAddress({ found: { entry, definition } }: { found: Found }) {
  const text = useLocalText()
  const person = useOfflinePersons().find(({ id }) => id === entry.fields['person']?.value)
  const field = definition?.fields.find(({ name }) => name === 'address')
  if (!field || !person?.address || entry.fields['address']?.value) return null
  return (
    <dl className="field-facts">
      <div>
        <dt>{text(field.label)}</dt>
        <dd>{person.address}</dd>
      </div>
    </dl>
  )
}

/** Who it is and where: asked for with a purpose, which goes into the entry's log; gone again after a while. */
function Asked({ found }: { found: Found }) {
  const t = useT()
  const [isShown, setShown] = useState(false)
  const [trouble, setTrouble] = useState(false)
  useEffect(() => {
    if (!isShown) return
    const hide = () => setShown(false)
    const timer = setTimeout(hide, shownMs)
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [isShown])
  const show = async (purpose: (typeof purposes)[number]) => {
    const text = t('grid.field.care.looked', { purpose: t(`grid.field.care.purpose.${purpose}`) })
    try {
      await queueAction({ ledger: careLedger, entryId: found.entry.id, action: 'comment', input: { text } })
      setShown(true)
    } catch {
      setTrouble(true)
    }
  }
  const phone = found.entry.fields['phone']?.value
  if (isShown)
    return (
      <section className="field-card">
        <Facts found={found} names={shownOnceAsked} />
        <RegisterAddress found={found} />
        {typeof phone === 'string' && /^[\d+ -]{5,20}$/.test(phone) && (
          <a className="field-button" href={`tel:${phone.replace(/[ -]/g, '')}`}>
            <PhoneOutlined aria-hidden="true" />
            {t('grid.field.care.call')}
          </a>
        )}
        <button type="button" className="field-button field-button-plain" onClick={() => setShown(false)}>
          {t('grid.field.care.hide')}
        </button>
      </section>
    )
  return (
    <section className="field-section">
      <h2 id="care-why">{t('grid.field.care.show')}</h2>
      <p className="field-quiet">{t('grid.field.care.show.text')}</p>
      {trouble && <p className="field-problem">{t('grid.field.not_kept')}</p>}
      <div className="field-buttons" role="group" aria-labelledby="care-why">
        {purposes.map((purpose) => (
          <button key={purpose} type="button" className="field-button" onClick={() => void show(purpose)}>
            {t(`grid.field.care.purpose.${purpose}`)}
          </button>
        ))}
      </div>
    </section>
  )
}
