import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import {
  AppLink,
  DateText,
  Empty,
  ErrorState,
  Loading,
  PageHeader,
  useRouteParam,
  useT,
} from '#kernel/ui/web'
import type { PublishedPhoto } from '../../model/portal/desk-answers.ts'
import { BlurEditor } from './BlurEditor.tsx'
import { photosQuery } from './desk-queries.ts'
import { ReasonForm } from './ReasonForm.tsx'
import './portal-desk.css'

/** The photos of one incident: faces and plates are covered by hand before residents see a copy. */
export default function PhotosPage() {
  const t = useT()
  const entryId = useRouteParam('entryId')
  const { data, error, refetch } = useQuery(photosQuery(entryId))
  const [chosen, setChosen] = useState<string | null>(null)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const { no, title, isPublic, sources, published } = data
  const source = sources.find(({ fileId }) => fileId === chosen)
  return (
    <>
      <PageHeader
        title={`${no} · ${title}`}
        text={t(isPublic ? 'portal_desk.photos.shown' : 'portal_desk.photos.hidden')}
        actions={<AppLink to={`/entries/${entryId}`}>{t('portal_desk.photos.entry')}</AppLink>}
      />
      <div className="portal-desk">
        {sources.length === 0 && <Empty title={t('portal_desk.photos.none')} />}
        <ul className="portal-desk-thumbs">
          {sources.map(({ fileId, shows }, index) => (
            <li key={fileId}>
              <button type="button" aria-pressed={fileId === chosen} onClick={() => setChosen(fileId)}>
                <img
                  src={`/api/files/${fileId}/thumbnail`}
                  alt={t('portal_desk.photos.original', { n: index + 1 })}
                />
                {t(`portal_desk.shows.${shows}`)}
              </button>
            </li>
          ))}
        </ul>
        {source && (
          <BlurEditor key={source.fileId} entryId={entryId} source={source} onDone={() => setChosen(null)} />
        )}
        {published.length > 0 && <h2>{t('portal_desk.photos.published')}</h2>}
        <ul className="portal-desk-list">
          {published.map((photo) => (
            <Published key={photo.id} photo={photo} />
          ))}
        </ul>
      </div>
    </>
  )
}

function Published({ photo }: { photo: PublishedPhoto }) {
  const t = useT()
  const [withdrawing, setWithdrawing] = useState(false)
  const { id, shows, areas, publishedAt, publishedBy, withdrawn } = photo
  return (
    <li>
      <div>
        {!withdrawn && <img src={`/api/portal/photos/${id}`} alt={t('portal_desk.photos.copy')} />}
        <p>
          {t(`portal_desk.shows.${shows}`)} ·{' '}
          {t('portal_desk.photos.by', { by: publishedBy, count: areas.length })}{' '}
          <DateText value={publishedAt} withTime />
        </p>
        {withdrawn && (
          <p>
            {withdrawn.reason === 'replaced'
              ? t('portal_desk.photos.replaced', { by: withdrawn.by })
              : t('portal_desk.photos.withdrawn', { by: withdrawn.by, reason: withdrawn.reason })}{' '}
            <DateText value={withdrawn.at} withTime />
          </p>
        )}
        {withdrawing && (
          <ReasonForm
            id={id}
            path={`/api/grid/portal/photos/${id}/withdrawal`}
            submit={t('portal_desk.photos.withdraw')}
            onDone={() => setWithdrawing(false)}
          />
        )}
      </div>
      {!withdrawn && !withdrawing && (
        <Button size="small" onClick={() => setWithdrawing(true)}>
          {t('portal_desk.photos.withdraw')}
        </Button>
      )}
    </li>
  )
}
