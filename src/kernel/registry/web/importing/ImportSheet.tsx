import { useQuery } from '@tanstack/react-query'
import { App, Button, Progress, Steps } from 'antd'
import type { Import, ImportReport } from '#kernel/registry/model'
import { AppLink, asApiError, ErrorState, Loading, useT } from '#kernel/ui/web'
import { importQuery, isBusy, refusedAddress, useCancelList, useRunList } from './imports.ts'
import { MappingForm } from './MappingForm.tsx'

const stepOf: Record<Import['state'], number> = {
  uploaded: 0,
  to_check: 1,
  checking: 1,
  checked: 1,
  to_run: 2,
  running: 2,
  done: 3,
  cancelled: 3,
  failed: 3,
}

/** One list on its way: columns, check, run, result. */
export function ImportSheet({ id }: { id: string }) {
  const t = useT()
  const { data, error, refetch } = useQuery(importQuery(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={6} />
  const { fileName, state, report } = data
  return (
    <article className="yw-sheet import-sheet">
      <h2>{fileName}</h2>
      <p role="status">{t(`registry.imports.state.${state}`)}</p>
      <Steps
        size="small"
        responsive={false}
        current={stepOf[state]}
        items={(['map', 'check', 'run', 'result'] as const).map((step) => ({
          title: t(`registry.imports.step.${step}`),
        }))}
      />
      {state === 'uploaded' && <MappingForm list={data} />}
      {isBusy(data) && <Working list={data} />}
      {report && !isBusy(data) && <Report list={data} report={report} />}
      {state === 'checked' && (
        <>
          <RunButtons list={data} />
          <details>
            <summary>{t('registry.imports.map_again')}</summary>
            <MappingForm list={data} />
          </details>
        </>
      )}
      {state === 'failed' && <p className="import-notice">{t('registry.imports.failed.text')}</p>}
      {state === 'cancelled' && <p className="import-notice">{t('registry.imports.cancelled.text')}</p>}
      {state === 'done' && (
        <p>
          <AppLink to="/registry?kind=household">{t('registry.imports.see')}</AppLink>
        </p>
      )}
    </article>
  )
}

/** How far it is, and the way out: nothing has been taken over until all has. */
function Working({ list: { id, rows, phase, progress } }: { list: Import }) {
  const t = useT()
  const { mutate, isPending } = useCancelList(id)
  const percent = rows === 0 ? 0 : Math.min(99, Math.round((progress / rows) * 100))
  return (
    <section>
      <p>{t(`registry.imports.phase.${phase ?? 'waiting'}`)}</p>
      <Progress percent={percent} aria-label={t(`registry.imports.phase.${phase ?? 'waiting'}`)} />
      <Button loading={isPending} onClick={() => mutate()}>
        {t('registry.imports.cancel')}
      </Button>
    </section>
  )
}

function RunButtons({ list: { id, report } }: { list: Import }) {
  const t = useT()
  const { message } = App.useApp()
  const run = useRunList(id)
  const cancel = useCancelList(id)
  const said = { onError: (error: unknown) => void message.error(asApiError(error).detail) }
  return (
    <div className="import-buttons">
      <Button
        type="primary"
        disabled={!report || report.households === 0}
        loading={run.isPending}
        onClick={() => run.mutate(undefined, said)}
      >
        {t('registry.imports.run', { count: report?.households ?? 0 })}
      </Button>
      <Button loading={cancel.isPending} onClick={() => cancel.mutate(undefined, said)}>
        {t('registry.imports.discard')}
      </Button>
    </div>
  )
}

function Report({ list: { id, state, hasRefused }, report }: { list: Import; report: ImportReport }) {
  const t = useT()
  const counts: [string, number | null][] = [
    ['rows', report.rows],
    ['households', report.households],
    ['persons', report.persons],
    ['refused_households', report.refusedHouseholds],
    ['refused_rows', report.refusedRows],
    ['alike', report.alike],
  ]
  return (
    <section>
      <h3>{t(state === 'done' ? 'registry.imports.result' : 'registry.imports.would')}</h3>
      <dl className="yw-facts">
        {counts
          .filter(([, count]) => count !== null)
          .map(([name, count]) => (
            <div key={name}>
              <dt>{t(`registry.imports.count.${name}`)}</dt>
              <dd className="yw-number">{count}</dd>
            </div>
          ))}
      </dl>
      {report.reasons.length > 0 && (
        <ul className="import-reasons">
          {report.reasons.map(({ code, rows }) => (
            <li key={code}>
              {t(code)} <span className="yw-number">{rows}</span>
            </li>
          ))}
        </ul>
      )}
      {hasRefused && (report.refusedRows > 0 || (report.alike ?? 0) > 0) && (
        <p>
          <a href={refusedAddress(id)} download>
            {t('registry.imports.refused')}
          </a>
        </p>
      )}
    </section>
  )
}
