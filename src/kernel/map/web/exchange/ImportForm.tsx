import { useQueryClient } from '@tanstack/react-query'
import { Alert, AutoComplete, Button } from 'antd'
import { useId, useState } from 'react'
import type { CoordinateSystem, LayerImportReport, MapLayer } from '#kernel/map/model'
import { addressWith, api, asApiError, newClientKey, useT } from '#kernel/ui/web'
import { useStanding } from '../canvas/standing.ts'
import { FaultList } from '../edit/FaultList.tsx'
import type { PlacedFault } from '../edit/steps.ts'
import { layerPath } from '../queries.ts'
import { CrsChoice } from './CrsChoice.tsx'
import { formatOf } from './format-of.ts'

type Attributes = { code: string; name: string; nameEn: string }
type State = { report: LayerImportReport; file: File; dryRun: boolean } | null

type ImportFormProps = { layer: MapLayer; onFaults: (faults: readonly PlacedFault[]) => void }

/** A file is tried first: what would change, and every fault with its place. Only a sound one is taken over. */
export function ImportForm({ layer, onFaults }: ImportFormProps) {
  const t = useT()
  const standing = useStanding()
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [crs, setCrs] = useState<CoordinateSystem | null>(null)
  const [attributes, setAttributes] = useState<Attributes>({ code: 'code', name: 'name', nameEn: '' })
  const [state, setState] = useState<State>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const format = file && formatOf(file.name)
  const send = async (dryRun: boolean) => {
    if (!file || !crs || !format) return
    setBusy(true)
    setProblem(null)
    try {
      const query = { crs, format, dryRun, expectedVersion: layer.version, ...attributes }
      const raw = new Blob([file], { type: 'application/octet-stream' })
      const path = addressWith(`${layerPath(layer.id)}/import`, query)
      const report = await api.post<LayerImportReport>(path, undefined, { raw, clientKey: newClientKey() })
      setState({ report, file, dryRun })
      if (report.change) await client.invalidateQueries({ queryKey: ['map'] })
    } catch (error) {
      setProblem(asApiError(error).detail)
      setState(null)
    } finally {
      setBusy(false)
    }
  }
  const sound = state?.dryRun === true && state.file === file && state.report.faults.length === 0
  const change = (next: Partial<Attributes>) => {
    setAttributes({ ...attributes, ...next })
    setState(state && { ...state, dryRun: false, report: { ...state.report, faults: [] } })
  }
  return (
    <div className="yw-form">
      <FileField
        unknown={file !== null && format === null}
        onFile={(next) => {
          setFile(next)
          setState(null)
        }}
      />
      <CrsChoice
        value={crs}
        onChange={(next) => {
          setCrs(next)
          setState(null)
        }}
      />
      <AttributeFields attributes={attributes} known={state?.report.attributes ?? []} onChange={change} />
      {state && <Report state={state} onShow={standing ? () => onFaults(state.report.faults) : undefined} />}
      {problem !== null && <Alert type="error" showIcon role="alert" title={problem} />}
      <div className="yw-form-buttons">
        <Button loading={busy && !sound} disabled={!format || !crs} onClick={() => void send(true)}>
          {t('map.import.try')}
        </Button>
        <Button type="primary" loading={busy && sound} disabled={!sound} onClick={() => void send(false)}>
          {t('map.import.apply')}
        </Button>
      </div>
    </div>
  )
}

function FileField({ unknown, onFile }: { unknown: boolean; onFile: (file: File | null) => void }) {
  const t = useT()
  const id = useId()
  return (
    <div className="yw-form-row">
      <label htmlFor={id}>{t('map.import.file')}</label>
      <p className="yw-form-hint">{t('map.import.file.hint')}</p>
      <input
        id={id}
        type="file"
        accept=".geojson,.json,.zip"
        onChange={({ target }) => onFile(target.files?.[0] ?? null)}
      />
      {unknown && <p className="yw-form-problem">{t('map.import.file.unknown')}</p>}
    </div>
  )
}

type AttributeFieldsProps = {
  attributes: Attributes
  known: readonly string[]
  onChange: (next: Partial<Attributes>) => void
}

/** Which attributes of the file hold code and names; those that the file has are offered once it was tried. */
function AttributeFields({ attributes, known, onChange }: AttributeFieldsProps) {
  const t = useT()
  const id = useId()
  return (
    <fieldset className="map-part">
      <legend>{t('map.import.attributes')}</legend>
      {(['code', 'name', 'nameEn'] as const).map((name) => (
        <div key={name}>
          <label htmlFor={`${id}${name}`}>{t(`map.import.attribute.${name}`)}</label>
          <AutoComplete
            id={`${id}${name}`}
            value={attributes[name]}
            options={known.map((value) => ({ value }))}
            onChange={(value: string) => onChange({ [name]: value })}
          />
        </div>
      ))}
    </fieldset>
  )
}

type ReportProps = {
  state: NonNullable<State>
  /** Shows the faults on the map; without it there is none. */
  onShow: (() => void) | undefined
}

function Report({ state: { report, dryRun }, onShow }: ReportProps) {
  const t = useT()
  const { features, added, changed, unchanged, faults } = report
  return (
    <div role="status">
      <p>{t('map.import.report', { features, added, changed, unchanged })}</p>
      {report.change && <Alert type="success" showIcon title={t('map.import.done')} />}
      {dryRun && faults.length === 0 && <p>{t('map.import.sound')}</p>}
      <FaultList faults={faults} beside={false} />
      {faults.length > 0 && onShow && <Button onClick={onShow}>{t('map.import.faults.show')}</Button>}
    </div>
  )
}
