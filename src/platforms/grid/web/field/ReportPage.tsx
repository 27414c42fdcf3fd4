import { AimOutlined } from '@ant-design/icons'
import { type FormEvent, useId, useState } from 'react'
import type { LedgerAnswer, Point } from '#kernel/ledgers/model'
import { pointAt } from '#kernel/ledgers/model'
import { useHere } from '#kernel/ledgers/web'
import {
  cellAt,
  FieldMap,
  FieldMessage,
  FieldPage,
  FieldRow,
  KeptFiles,
  type NewFile,
  NotYetCarried,
  queueAction,
  useFieldSession,
  useOfflineCells,
  useOfflineLedger,
  useVillage,
  VoiceButton,
} from '#kernel/offline/web'
import { AppLink, useAddress, useLocalText, useT } from '#kernel/ui/web'
import '../../model/field/messages.ts'
import { titleOfReport } from '../../model/field/report.ts'
import { CategoryChoice } from './CategoryChoice.tsx'
import { TakePhoto } from './TakePhoto.tsx'
import { usePlaces } from './use-places.ts'

/** A report in three taps: photo, place, save; words or speech where there is time for them. */
export default function ReportPage() {
  const t = useT()
  const declaration = useOfflineLedger('incident')
  const { lastSyncAt } = useFieldSession()
  if (lastSyncAt === null) return <NotYetCarried title={t('grid.field.report')} />
  if (!declaration?.can.register)
    return (
      <FieldPage title={t('grid.field.report')}>
        <FieldMessage title={t('grid.field.report.not_yours')} text={t('grid.field.report.not_yours.text')} />
      </FieldPage>
    )
  return <Report declaration={declaration} />
}

type Report = {
  files: readonly NewFile[]
  spot: Point | null
  words: string
  category: string | null
  address: string
}
const blank: Report = { files: [], spot: null, words: '', category: null, address: '' }

function useReport(declaration: LedgerAnswer) {
  const t = useT()
  const text = useLocalText()
  const [report, setReport] = useState(blank)
  const [kept, setKept] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [address, change] = useAddress()
  const cells = useOfflineCells()
  const village = useVillage(report.spot ?? undefined)
  const options = declaration.fields.find(({ name }) => name === 'category')?.options ?? []
  const categories = options.filter(({ ended }) => !ended)
  const set = (patch: Partial<Report>) => {
    setProblem(null)
    setReport((before) => ({ ...before, ...patch }))
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const { files, spot, words, category } = report
    if (files.length === 0 && words.trim() === '') return setProblem(t('grid.field.report.nothing'))
    if (village === null) return setProblem(t('grid.field.report.no_place'))
    const chosen = categories.find(({ value }) => value === category)
    const cell = spot === null ? undefined : cellAt(cells, 'cell:community', spot)
    const title = titleOfReport(words, chosen && text(chosen.label), t('grid.field.report.untitled'))
    const input = {
      title,
      channel: address['patrol'] === undefined ? 'grid_worker' : 'patrol',
      ...(words.trim() === '' ? {} : { description: words.trim() }),
      ...(category === null ? {} : { category }),
      ...(report.address.trim() === '' ? {} : { address: report.address.trim() }),
      ...(spot === null ? {} : { spot }),
      ...(cell === undefined ? {} : { gridCell: cell.code }),
    }
    const photos = files.map((file) => ({ field: 'photos', ...file }))
    try {
      await queueAction({ ledger: 'incident', action: 'register', divisionCode: village, input, photos })
      setReport(blank)
      setKept(title)
      // In the address, so that the way to this page leads to a new report.
      change({ saved: 1 })
    } catch {
      setProblem(t('grid.field.not_kept'))
    }
  }
  const saved = address['saved'] === undefined ? null : kept
  return { report, set, saved, forget: () => change({ saved: null }), problem, save, categories }
}

function Report({ declaration }: { declaration: LedgerAnswer }) {
  const t = useT()
  const id = useId()
  const { report, set, saved, forget, problem, save, categories } = useReport(declaration)
  const here = useHere((spot) => set({ spot }))
  const add = (more: readonly NewFile[]) => {
    set({ files: [...report.files, ...more].slice(0, 9) })
    // Where the photo was taken is where it is, unless another place is pointed at.
    if (report.spot === null) here.ask()
  }
  if (saved !== null) return <Saved title={saved} onNext={forget} />
  return (
    <FieldPage title={t('grid.field.report')}>
      <form onSubmit={(event) => void save(event)} noValidate>
        <KeptFiles
          files={report.files}
          onRemove={(file) => set({ files: report.files.filter((one) => one !== file) })}
        />
        <TakePhoto isMain onTaken={add} />
        <Place report={report} set={set} here={here} />
        <FieldRow id={`${id}-words`} labelId={`${id}-words-label`} label={t('grid.field.report.words')}>
          <textarea
            id={`${id}-words`}
            className="field-input"
            maxLength={2000}
            value={report.words}
            onChange={({ target }) => set({ words: target.value })}
          />
        </FieldRow>
        <div className="field-row">
          <VoiceButton onDone={(file) => add([file])} />
        </div>
        <CategoryChoice
          id={`${id}-category`}
          categories={categories}
          words={report.words}
          value={report.category}
          onChange={(category) => set({ category })}
        />
        {problem !== null && (
          <p className="field-notice field-notice-trouble" role="alert">
            {problem}
          </p>
        )}
        <div className="field-buttons field-buttons-sticky">
          <button type="submit" className="field-button field-button-main">
            {t('grid.field.report.save')}
          </button>
        </div>
      </form>
    </FieldPage>
  )
}

type PartProps = { report: Report; set: (patch: Partial<Report>) => void }

/** Where it is: the phone's own place, a point on the map, or a place of the register near by. */
function Place({ report, set, here }: PartProps & { here: ReturnType<typeof useHere> }) {
  const t = useT()
  const places = usePlaces(report.spot)
  return (
    <div className="field-row field-list">
      <button type="button" className="field-button" disabled={here.asking} onClick={here.ask}>
        <AimOutlined aria-hidden="true" />
        {t(
          here.asking
            ? 'grid.field.report.locating'
            : report.spot
              ? 'grid.field.report.place.again'
              : 'grid.field.report.place',
        )}
      </button>
      {here.refused && <p className="field-problem">{t('grid.field.report.no_position')}</p>}
      <FieldMap
        title={t('grid.field.report.map')}
        spot={report.spot}
        onPick={({ lng, lat }) => set({ spot: pointAt(lng, lat) })}
      />
      {places.length > 0 && (
        <div className="field-choices" role="group" aria-label={t('grid.field.report.near')}>
          {places.map(({ id, name, address, metres, spot }) => (
            <button
              key={id}
              type="button"
              className="field-choice"
              aria-pressed={report.address === name}
              onClick={() => set({ address: name, spot: report.spot ?? spot })}
            >
              <span>
                {name} <span className="field-quiet">{address}</span>
              </span>
              <span className="field-quiet yw-number">{t('grid.field.metres', { count: metres })}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

/** It is on the phone: sent now or when there is a line. */
function Saved({ title, onNext }: { title: string; onNext: () => void }) {
  const t = useT()
  return (
    <FieldPage title={t('grid.field.report')}>
      <FieldMessage title={t('grid.field.report.saved')} text={title}>
        <p>{t('grid.field.report.saved.text')}</p>
        <button type="button" className="field-button field-button-main" onClick={onNext}>
          {t('grid.field.report.next')}
        </button>
        <AppLink to="/m/unsent" className="field-button">
          {t('grid.field.report.unsent')}
        </AppLink>
      </FieldMessage>
    </FieldPage>
  )
}
