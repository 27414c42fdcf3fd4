import { PaperClipOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { formatSize } from '#kernel/ui/model'
import { api, asApiError, useLocale, useT } from '#kernel/ui/web'
import './messages.ts'

type FileFacts = { id: string; name: string; size: number; mediaType: string }

/** A file by its name and size, opened in another tab; one that may not be seen says so. */
export function FileLink({ id }: { id: string }) {
  const t = useT()
  const { locale } = useLocale()
  const { data } = useQuery({
    queryKey: ['files', id],
    queryFn: async ({ signal }) => {
      try {
        return await api.get<FileFacts>(`/api/files/${id}/facts`, { signal })
      } catch (error) {
        const { status, detail } = asApiError(error)
        if ([403, 404].includes(status)) return null
        if (status === 410) return { gone: detail }
        throw error
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (data && 'gone' in data) return <span className="files-name">{data.gone}</span>
  if (data === null) return <span className="files-name">{t('files.screen.unseen')}</span>
  return (
    <a className="files-name" href={`/api/files/${id}`} target="_blank" rel="noreferrer">
      <PaperClipOutlined /> {data?.name ?? '…'} {data && <small>{formatSize(data.size, locale)}</small>}
    </a>
  )
}
