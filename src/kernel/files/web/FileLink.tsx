import { PaperClipOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatSize } from '#kernel/ui/model'
import { useLocale, useT } from '#kernel/ui/web'
import { factsQuery, isImage } from './facts.ts'
import './files.css'
import './messages.ts'

type FileLinkProps = {
  id: string
  /** Shows an image large; without, images are shown by their name like other files. */
  onOpen?: () => void
}

/** A file by its name and size, opened in another tab, an image small; one that may not be seen says so. */
export function FileLink({ id, onOpen }: FileLinkProps) {
  const t = useT()
  const { locale } = useLocale()
  const { data } = useQuery(factsQuery(id))
  const [shown, setShown] = useState(true)
  if (data && 'gone' in data) return <span className="files-name">{data.gone}</span>
  if (data === null) return <span className="files-name">{t('files.screen.unseen')}</span>
  const size = data && <small>{formatSize(data.size, locale)}</small>
  if (onOpen && isImage(data) && shown)
    return (
      <button type="button" className="files-image" onClick={onOpen}>
        <img
          src={`/api/files/${id}/thumbnail`}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setShown(false)}
        />
        <span className="files-name">
          <span className="yw-visually-hidden">{t('files.screen.look')}</span> {data.name} {size}
        </span>
      </button>
    )
  return (
    <a className="files-name" href={`/api/files/${id}`} target="_blank" rel="noreferrer">
      <PaperClipOutlined /> {data?.name ?? '…'} {size}
    </a>
  )
}
