import { CloseOutlined, UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { useT } from '#kernel/ui/web'
import { acceptedEndings } from '../model/media-types.ts'
import { FileList } from './FileList.tsx'
import { FileButton, PendingFile } from './PendingFile.tsx'
import './files.css'
import './messages.ts'
import { isMoving } from './upload-queue.ts'
import { useHeldForm } from './useHeldForm.ts'
import { useUploads } from './useUploads.ts'

type FilesInputProps = {
  id?: string
  /** Which field of the page it is, so that an upload finds back to it after a reload. */
  field: string
  /** The field, `ledger/name`, where it declares that images stay as they are. */
  purpose?: string
  value: readonly string[]
  onChange: (ids: string[]) => void
}

/** Takes files by choosing or dropping; each is sent at once, in pieces, and goes on by itself where a line breaks. */
export function FilesInput({ id, field, purpose, value, onChange }: FilesInputProps) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const { queue, pending } = useUploads(value, onChange, { field, purpose })
  const isHeld = useHeldForm(input, pending.some(isMoving))
  const [over, setOver] = useState(false)
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(isOver)
  }
  const onDrop = (event: DragEvent) => {
    drag(false)(event)
    queue.send(event.dataTransfer.files)
  }
  return (
    <div
      className={over ? 'files-input files-input-over' : 'files-input'}
      onDragOver={drag(true)}
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
          queue.send([...(target.files ?? [])])
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
        after={(file) => (
          <FileButton
            label={t('files.screen.remove')}
            icon={<CloseOutlined />}
            onClick={() => onChange(value.filter((other) => other !== file))}
          />
        )}
      >
        {pending.map((upload) => (
          <PendingFile
            key={upload.key}
            upload={upload}
            onPause={() => queue.pause(upload)}
            onResume={() => queue.resume(upload)}
            onCancel={() => queue.cancel(upload)}
          />
        ))}
      </FileList>
      <p role="status" className="files-input-held">
        {isHeld && t('files.screen.held')}
      </p>
    </div>
  )
}
