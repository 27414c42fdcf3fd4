import { EntryDetail, useEntry } from '#kernel/ledgers/web'
import { useDocumentTitle, useRouteParam } from '#kernel/ui/web'
import { CircularContents } from './CircularContents.tsx'
import './circulars.css'

/** One circular: how far it has come, what it says, and whether it still comes out the same. */
export default function CircularPage() {
  const id = useRouteParam('id')
  const { data } = useEntry(id)
  useDocumentTitle(data ? `${data.no} ${data.title}` : '')
  return <EntryDetail entryId={id} extra={() => <CircularContents id={id} />} />
}
