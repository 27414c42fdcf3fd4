import { type FormEvent, useState } from 'react'
import type { Field, LedgerAnswer } from '#kernel/ledgers/model'
import {
  besides,
  cellAt,
  FieldForm,
  queueAction,
  useForm,
  useOfflineCells,
  useOfflineLedger,
  useOfflinePersons,
  useOfflineReference,
} from '#kernel/offline/web'
import { todayInShanghai } from '#kernel/ui/model'
import { useGo, useLocalText, useT } from '#kernel/ui/web'
import {
  type KnownFact,
  knownFact,
  needFields,
  RegisterFreshness,
  registerFields,
  visitQuestions,
} from '../../model/field/visit-form.ts'
import { askCorrection } from './corrections.ts'
import { mustBeSaid, RaisedNeed, useRaisedNeed } from './RaisedNeed.tsx'
import type { Household } from './VisitPage.tsx'

type VisitFormProps = {
  household: Household
  declaration: LedgerAnswer
  accountId: number
  spokenTo: string | null
}

/** What is known of what the form is bound to: of the household, and of the person spoken to. */
function useKnown(fields: readonly Field[], { household, spokenTo }: VisitFormProps, today: string) {
  const freshness = RegisterFreshness.safeParse(useOfflineReference('register_freshness')).data
  const person = useOfflinePersons().find(({ id }) => id === spokenTo)
  const known = new Map<string, KnownFact>()
  for (const { name, fill } of fields) {
    const from = fill?.from === 'household' ? household : fill?.from === 'spokenTo' ? person : undefined
    if (!fill || !from) continue
    const fact = fill.element.split('.')[1] ?? ''
    const value = (from as unknown as Record<string, unknown>)[fact]
    const carried = { id: from.id, value: typeof value === 'string' ? value : null, masked: fact === 'phone' }
    known.set(name, knownFact(fill.element, carried, freshness, today))
  }
  return known
}

/** What the phone gives by itself: who came, when, to whom, and in which cell. */
function useGiven(
  { household, accountId, spokenTo }: VisitFormProps,
  today: string,
): Record<string, unknown> {
  const cells = useOfflineCells()
  const village = cells.find(
    ({ layer, code }) => layer === 'division:village' && code === household.divisionCode,
  )
  const own = cells.filter(({ layer }) => layer === 'cell:community')
  const cell =
    own.length === 1
      ? own[0]
      : village && cellAt(own, 'cell:community', { lng: village.label[0], lat: village.label[1] })
  return {
    household: household.id,
    visitor: accountId,
    visitedOn: today,
    ...(spokenTo === null ? {} : { spokenTo }),
    ...(own.length === 1 && cell ? { gridCell: cell.code } : {}),
  }
}

/** Facts that proved wrong, asked of who owns them. */
async function askCorrections(
  fields: readonly Field[],
  said: Readonly<Record<string, unknown>>,
  { household, spokenTo }: VisitFormProps,
  reason: string,
): Promise<void> {
  for (const { name, fill } of fields) {
    const value = said[name]
    const objectId = fill?.from === 'household' ? household.id : spokenTo
    if (fill && objectId !== null && typeof value === 'string')
      await askCorrection({ element: fill.element, objectId, value, reason })
  }
}

function useVisit(props: VisitFormProps) {
  const { declaration, household } = props
  const t = useT()
  const go = useGo()
  const today = todayInShanghai(new Date())
  const [trouble, setTrouble] = useState(false)
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set())
  const fields = registerFields(declaration)
  const known = useKnown(fields, props, today)
  const given = useGiven(props, today)
  const notAsked = new Set([
    ...Object.keys(given),
    'spokenTo',
    'gridCell',
    'keyPerson',
    'members',
    'demonstration',
  ])
  const questions = visitQuestions({ fields, known, given: notAsked })
  const action = declaration.actions.find(({ word }) => word === 'register')
  const first = action ? besides(action, declaration, t) : []
  const corrected = questions.held.filter(({ field }) => wrong.has(field.name)).map(({ field }) => field)
  const asked = [...questions.asked, ...corrected]
  const form = useForm({
    declaration,
    fields: [...asked, ...first, ...questions.more],
    initial: {},
    known: given,
  })
  const raising = useRaisedNeed(household, useOfflineLedger('incident'))
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!form.check(raising.isOn ? mustBeSaid(form.fields) : [])) return
    const input = { ...given, ...form.said() }
    try {
      await queueAction(
        {
          ledger: declaration.id,
          action: action?.id ?? 'register',
          divisionCode: household.divisionCode,
          input,
          photos: form.photos(),
        },
        ...raising.raised(form.values['needText'], given['gridCell']),
      )
      await askCorrections(corrected, form.values, props, t('grid.field.visit.correction'))
      go('/m/visits', { replace: true })
    } catch {
      setTrouble(true)
    }
  }
  const within = (wanted: readonly Field[]) =>
    form.fields.filter(({ name }) => wanted.some((one) => one.name === name))
  return {
    form,
    trouble,
    save,
    held: questions.held.filter(({ field }) => !wrong.has(field.name)),
    asked: within([...asked, ...first]),
    more: within(questions.more).filter(({ name }) => !raising.isOn || !needFields.includes(name)),
    raising,
    setWrong: (name: string) => setWrong((before) => new Set([...before, name])),
  }
}

/** What is held is shown; what must be said, is missing or has grown old is asked; the rest is there where it is needed. */
export function VisitForm(props: VisitFormProps) {
  const t = useT()
  const { form, trouble, save, held, asked, more, raising, setWrong } = useVisit(props)
  const [isOpen, setOpen] = useState(false)
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      {held.length > 0 && (
        <section className="field-section">
          <h2>{t('grid.field.visit.held')}</h2>
          <dl className="field-facts">
            {held.map(({ field, fact }) => (
              <HeldFact key={field.name} field={field} fact={fact} onWrong={() => setWrong(field.name)} />
            ))}
          </dl>
        </section>
      )}
      <FieldForm form={form} fields={asked} />
      {isOpen ? (
        <FieldForm form={form} fields={more} />
      ) : (
        <div className="field-buttons">
          <button type="button" className="field-button field-button-plain" onClick={() => setOpen(true)}>
            {t('grid.field.visit.more')}
          </button>
        </div>
      )}
      {raising.mayRaise && <RaisedNeed form={form} raising={raising} />}
      {trouble && <p className="field-notice field-notice-trouble">{t('grid.field.not_kept')}</p>}
      <div className="field-buttons field-buttons-sticky">
        <button type="submit" className="field-button field-button-main">
          {t('grid.field.visit.save')}
        </button>
      </div>
    </form>
  )
}

function HeldFact({ field, fact, onWrong }: { field: Field; fact: KnownFact; onWrong: () => void }) {
  const t = useT()
  const text = useLocalText()
  return (
    <div>
      <dt>{text(field.label)}</dt>
      <dd>
        {fact.state === 'unseen' ? t('grid.field.visit.unseen') : fact.value}
        <button type="button" className="field-icon-button field-wide-button" onClick={onWrong}>
          {t('grid.field.visit.wrong', { field: text(field.label) })}
        </button>
      </dd>
    </div>
  )
}
