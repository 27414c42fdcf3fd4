import { CloseOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { formatSize } from '#kernel/ui/model'
import { useLocale, useT } from '#kernel/ui/web'
import { acceptedEndings } from '../model/media-types.ts'
import { FileList } from './FileList.tsx'
import './files.css'
import './messages.ts'
import { type Upload, useUploads } from './useUploads.ts'

type FilesInputProps = {
  id?: string
  /** The field, `ledger/name`, where it declares that images stay as they are. */
  purpose?: string
  value: readonly string[]
  onChange: (ids: string[]) => void
}

/** Takes files by choosing or dropping; each is sent at once, and one that fails can be sent again. */
export function FilesInput({ id, purpose, value, onChange }: FilesInputProps) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const { pending, send, retry, drop } = useUploads(value, onChange, purpose)
  const [over, setOver] = useState(false)
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    send(event.dataTransfer.files)
  }
  const onDragOver = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  return (
    <div
      className={over ? 'files-input files-input-over' : 'files-input'}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <input
        ref={input}
        type="file"
        multiple
        accept={acceptedEndings.join(',')}
        className="yw-visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ target }) => {
          send([...(target.files ?? [])])
          target.value = ''
        }}
      />
      <div className="files-input-head">
        <Button
          {...(id === undefined ? {} : { id })}
          icon={<UploadOutlined />}
          onClick={() => input.current?.click()}
        >
          {t('files.screen.choose')}
        </Button>
        <span>{t('files.screen.drop')}</span>
      </div>
      <FileList
        ids={value}
        after={(file) => <RemoveButton onClick={() => onChange(value.filter((other) => other !== file))} />}
      >
        {pending.map((upload) => (
          <PendingFile
            key={upload.key}
            upload={upload}
            onRetry={() => retry(upload)}
            onDrop={() => drop(upload)}
          />
        ))}
      </FileList>
    </div>
  )
}

type PendingFileProps = { upload: Upload; onRetry: () => void; onDrop: () => void }

function PendingFile({ upload: { file, error }, onRetry, onDrop }: PendingFileProps) {
  const t = useT()
  const { locale } = useLocale()
  return (
    <li>
      <span className="files-name">
        <PaperClipOutlined /> {file.name} <small>{formatSize(file.size, locale)}</small>
      </span>
      {error === undefined ? (
        <span role="status">{t('files.screen.sending')}</span>
      ) : (
        <>
          <span role="alert" className="files-error">
            {error}
            <Button size="small" type="link" onClick={onRetry}>
              {t('ui.retry')}
            </Button>
          </span>
          <RemoveButton onClick={onDrop} />
        </>
      )}
    </li>
  )
}

function RemoveButton({ onClick }: { onClick: () => void }) {
  const t = useT()
  return (
    <Button
      size="small"
      type="text"
      icon={<CloseOutlined />}
      aria-label={t('files.screen.remove')}
      onClick={onClick}
    />
  )
}
