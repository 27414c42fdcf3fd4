import { EntryDetail, useEntry } from '#kernel/ledgers/web'
import { CircularFrame } from '#kernel/reports/web'
import { useDocumentTitle, useRouteParam } from '#kernel/ui/web'
import type { BulletinContent } from '../../model/bulletins/content.ts'
import { BulletinFigures } from './BulletinFigures.tsx'
import { bulletinApi } from './address.ts'
import '../quality/quality.css'

/** One bulletin: how far it has come, what it says, whom it went to, and whether it still comes out the same. */
export default function BulletinPage() {
  const id = useRouteParam('id')
  const { data } = useEntry(id)
  useDocumentTitle(data ? `${data.no} ${data.title}` : '')
  return (
    <EntryDetail
      entryId={id}
      extra={() => (
        <CircularFrame<BulletinContent> path={bulletinApi} id={id}>
          {(content, open) => <BulletinFigures content={content} open={open} />}
        </CircularFrame>
      )}
    />
  )
}
