import { useQuery } from '@tanstack/react-query'
import { FileList } from '#kernel/files/web'
import type { SubjectEntries as Answer } from '#kernel/ledgers/model'
import {
  api,
  AppLink,
  DateText,
  DueText,
  ErrorState,
  Light,
  Loading,
  useLocalText,
  useT,
} from '#kernel/ui/web'
import './ledgers.css'
import './messages.ts'

type SubjectEntriesProps = { kind: 'person' | 'household' | 'enterprise' | 'place'; id: string }

const collections: Record<SubjectEntriesProps['kind'], string> = {
  person: 'persons',
  household: 'households',
  enterprise: 'enterprises',
  place: 'places',
}

/** What the ledgers hold on an object of the register, by ledger, with what is to be done; as far as one may see it. */
export function SubjectEntries({ kind, id }: SubjectEntriesProps) {
  const t = useT()
  const text = useLocalText()
  const { data, error, refetch } = useQuery({
    // Under the entries' key: whatever changes one of them has this asked for again.
    queryKey: ['entry', 'about', kind, id],
    queryFn: ({ signal }) => api.get<Answer>(`/api/${collections[kind]}/${id}/entries`, { signal }),
  })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={3} />
  const files = [...new Set(data.files.map((file) => file.id))]
  return (
    <>
      {data.groups.length === 0 && <p className="entry-quiet">{t('ledgers.screen.about.none')}</p>}
      {data.groups.map(({ ledger, title, entries }) => (
        <div key={ledger} className="about-ledger">
          <h4>{text(title)}</h4>
          <ul className="yw-rows">
            {entries.map((entry) => (
              <li key={entry.id}>
                <div>
                  <AppLink to={`/entries/${entry.id}`}>{entry.title}</AppLink>{' '}
                  <span className="yw-quiet yw-number">{entry.no}</span>
                  <Tasks tasks={entry.tasks} />
                </div>
                <span>{text(entry.stage)}</span>
                {entry.light && <Light light={entry.light} />}
                <DateText value={entry.openedAt} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      {data.more && <p className="entry-quiet">{t('ledgers.screen.about.more')}</p>}
      {files.length > 0 && (
        <>
          <h4>{t('ledgers.screen.files')}</h4>
          <FileList ids={files} className="entry-files" />
        </>
      )}
    </>
  )
}

type Task = Answer['groups'][number]['entries'][number]['tasks'][number]

function Tasks({ tasks }: { tasks: readonly Task[] }) {
  const text = useLocalText()
  return tasks.map(({ id, label, organisation, dueAt }) => (
    <p key={id} className="yw-quiet">
      {[text(label), organisation && text(organisation.name)].filter(Boolean).join(' · ')}{' '}
      {dueAt !== null && <DueText value={dueAt} />}
    </p>
  ))
}
