import { CloseOutlined, PaperClipOutlined, PauseOutlined, PlayCircleOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import type { ReactNode } from 'react'
import { formatSize } from '#kernel/ui/model'
import { useLocale, useT } from '#kernel/ui/web'
import type { Upload } from './upload-queue.ts'

type PendingFileProps = { upload: Upload; onPause: () => void; onResume: () => void; onCancel: () => void }

/** A file on its way: how much has gone out, and what can be done about it. */
export function PendingFile({ upload, onPause, onResume, onCancel }: PendingFileProps) {
  const t = useT()
  const { locale } = useLocale()
  const { name, size, sent, state, error } = upload
  const percent = Math.min(100, Math.floor((sent / size) * 100))
  const under = state === 'sending' || state === 'waiting' || state === 'queued'
  return (
    <li>
      <span className="files-name">
        <PaperClipOutlined /> {name} <small>{formatSize(size, locale)}</small>
      </span>
      {error === undefined || under ? (
        <span className="files-state" role="status">
          {t(`files.screen.state.${state}`)}
        </span>
      ) : (
        <span role="alert" className="files-error">
          {error || t('files.screen.no_line')}
        </span>
      )}
      {under && <FileButton label={t('files.screen.pause')} icon={<PauseOutlined />} onClick={onPause} />}
      {(state === 'paused' || state === 'failed') && (
        <FileButton
          label={t(state === 'paused' ? 'files.screen.resume' : 'ui.retry')}
          icon={<PlayCircleOutlined />}
          onClick={onResume}
        />
      )}
      <FileButton label={t('files.screen.cancel')} icon={<CloseOutlined />} onClick={onCancel} />
      {state !== 'failed' && (
        <Progress
          className="files-progress"
          percent={percent}
          size="small"
          aria-label={t('files.screen.progress', { name })}
        />
      )}
    </li>
  )
}

type FileButtonProps = { label: string; icon: ReactNode; onClick: () => void }

export function FileButton({ label, icon, onClick }: FileButtonProps) {
  return <Button size="small" type="text" icon={icon} aria-label={label} title={label} onClick={onClick} />
}
