import { EntryDetail, useEntry } from '#kernel/ledgers/web'
import {
  DateInput,
  ExportMenu,
  useAddress,
  useDocumentTitle,
  useRouteParam,
  useSession,
  useT,
} from '#kernel/ui/web'
import { formatDate, todayInShanghai } from '#kernel/ui/model'
import { sheetItems } from './circulars/sheet-items.ts'
import { ProjectSections } from './ProjectSections.tsx'
import './projects.css'

/** One project: what can be done, its colour and why, procedures, problems, sources, facts, people, files, time line. */
export default function ProjectPage() {
  const t = useT()
  const id = useRouteParam('id')
  const { session } = useSession()
  const [{ asOf }, change] = useAddress()
  const moment = { asOf, axis: asOf === undefined ? undefined : 'effective' }
  const { data } = useEntry(id, moment)
  useDocumentTitle(data ? `${data.no} ${data.title}` : '')
  return (
    <>
      <div className="project-bar" role={asOf === undefined ? undefined : 'status'}>
        <span>{asOf !== undefined && t('projects.page.as_of', { day: formatDate(asOf) })}</span>
        {asOf === undefined && session.rights.includes('ledgers.export') && (
          <span className="project-sheet">
            {t('circulars.sheet.title')} <ExportMenu print={false} items={sheetItems([id])} />
          </span>
        )}
        <DateInput
          label={t('projects.wall.as_of')}
          placeholder={t('projects.wall.as_of')}
          value={asOf ?? null}
          max={todayInShanghai(new Date())}
          width={136}
          onChange={(day) => change({ asOf: day })}
        />
      </div>
      <EntryDetail entryId={id} moment={moment} extra={(entry) => <ProjectSections entry={entry} />} />
    </>
  )
}
