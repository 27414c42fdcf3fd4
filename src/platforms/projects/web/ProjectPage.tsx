import { EntryDetail, useEntry } from '#kernel/ledgers/web'
import { DateInput, useAddress, useDocumentTitle, useRouteParam, useT } from '#kernel/ui/web'
import { formatDate, todayInShanghai } from '#kernel/ui/model'
import { ProjectSections } from './ProjectSections.tsx'
import './projects.css'

/** One project: what can be done, its colour and why, procedures, problems, sources, facts, people, files, time line. */
export default function ProjectPage() {
  const t = useT()
  const id = useRouteParam('id')
  const [{ asOf }, change] = useAddress()
  const moment = { asOf, axis: asOf === undefined ? undefined : 'effective' }
  const { data } = useEntry(id, moment)
  useDocumentTitle(data ? `${data.no} ${data.title}` : '')
  return (
    <>
      <div className="project-bar" role={asOf === undefined ? undefined : 'status'}>
        <span>{asOf !== undefined && t('projects.page.as_of', { day: formatDate(asOf) })}</span>
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
