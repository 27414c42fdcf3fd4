import { App, Button } from 'antd'
import { useState } from 'react'
import { OrganisationSelect, useOrganisationName } from '#kernel/orgs/web'
import { AppLink, asApiError, type DataColumn, DataTable, useClientKey, useT } from '#kernel/ui/web'
import type { Candidate, WatchAsked } from '../../model/circulars/desk.ts'
import { projectAddress } from '../addresses.ts'
import { useWatchNodes } from './queries.ts'

const keyOf = ({ projectId, node }: Candidate) => `${projectId} ${node}`

/** Asks, and then puts the chosen dates under watch of an organisation. */
function useWatching(onDone: () => void) {
  const t = useT()
  const { modal, message } = App.useApp()
  const nameOf = useOrganisationName()
  const clientKey = useClientKey()
  const watch = useWatchNodes()
  return (asked: WatchAsked) => {
    const { organisationId, nodes } = asked
    modal.confirm({
      title: t('circulars.desk.watch.confirm', { count: nodes.length, organisation: nameOf(organisationId) }),
      okText: t('circulars.desk.watch'),
      onOk: () =>
        watch.mutateAsync({ asked, clientKey: clientKey.keyFor(asked) }).then(
          ({ watched }) => {
            clientKey.done()
            onDone()
            message.success(t('circulars.desk.watched', { count: watched }))
          },
          (error: unknown) => void message.error(asApiError(error).detail),
        ),
    })
  }
}

/** Dates of plans that nobody watches; those chosen are put under watch after a question. */
export function Candidates({ rows }: { rows: readonly Candidate[] }) {
  const t = useT()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [organisationId, setOrganisationId] = useState<number | null>(null)
  const watch = useWatching(() => setChosen(new Set()))
  const nodes = rows
    .filter((row) => chosen.has(keyOf(row)))
    .map(({ projectId, node }) => ({ projectId, node }))
  const ask = () => organisationId !== null && watch({ organisationId, nodes })
  const columns: DataColumn<Candidate>[] = [
    {
      key: 'project',
      title: t('circulars.column.project'),
      width: 280,
      render: (row) => <AppLink to={projectAddress(row.projectId)}>{row.project}</AppLink>,
    },
    { key: 'node', title: t('circulars.node.field.title'), width: 160, render: (row) => row.label },
    { key: 'due', title: t('circulars.column.due'), width: 104, render: (row) => row.dueOn },
    {
      key: 'state',
      title: t('circulars.column.stage'),
      width: 120,
      render: (row) => t(`projects.milestone_state.${row.state}`),
    },
  ]
  return (
    <section aria-labelledby="circular-candidates">
      <h3 id="circular-candidates">
        {t('circulars.desk.candidates')} <span className="yw-number">{rows.length}</span>
      </h3>
      {rows.length === 0 && <p className="yw-quiet">{t('circulars.desk.none')}</p>}
      {rows.length > 0 && (
        <>
          <div className="circular-watch">
            <span className="circular-watch-by">
              <OrganisationSelect
                label={t('circulars.desk.watch.by')}
                value={organisationId}
                onChange={setOrganisationId}
              />
            </span>
            <Button type="primary" disabled={nodes.length === 0 || organisationId === null} onClick={ask}>
              {t('circulars.desk.watch')}
            </Button>
          </div>
          <div className="circular-scroll">
            <DataTable
              caption={t('circulars.desk.candidates')}
              columns={columns}
              rows={rows}
              rowKey={keyOf}
              choosing={{
                chosen,
                onChoose: setChosen,
                nameOf: (row) => `${row.project} ${row.label}`,
              }}
            />
          </div>
        </>
      )}
    </section>
  )
}
