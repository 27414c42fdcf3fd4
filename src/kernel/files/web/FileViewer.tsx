import { CloseOutlined, DownloadOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { formatSize } from '#kernel/ui/model'
import { useLocale, useT } from '#kernel/ui/web'
import type { FileFacts } from './facts.ts'

type FileViewerProps = {
  images: readonly FileFacts[]
  at: number
  onGo: (at: number) => void
  onClose: () => void
}

/** Images on the whole screen: arrows leaf, Enter shows every pixel, Escape closes. */
export function FileViewer({ images, at, onGo, onClose }: FileViewerProps) {
  const t = useT()
  const dialog = useRef<HTMLDialogElement>(null)
  const [whole, setWhole] = useState(true)
  useEffect(() => dialog.current?.showModal(), [])
  const image = images[at]
  if (!image) return null
  const go = (next: number) => {
    if (next < 0 || next >= images.length) return
    setWhole(true)
    onGo(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const target = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: images.length - 1 }[event.key]
    // Keys of the page below do nothing meanwhile.
    event.stopPropagation()
    if (target === undefined) return
    event.preventDefault()
    go(target)
  }
  return createPortal(
    <dialog
      ref={dialog}
      className="files-viewer"
      aria-label={image.name}
      onKeyDown={onKeyDown}
      onClose={onClose}
    >
      <ViewerHead image={image} at={at} count={images.length} onClose={() => dialog.current?.close()} />
      <div className={whole ? 'files-viewer-stage' : 'files-viewer-stage files-viewer-pixels'}>
        <button
          type="button"
          aria-pressed={!whole}
          aria-label={t('files.screen.pixels')}
          onClick={() => setWhole(!whole)}
        >
          <img
            src={whole ? `/api/files/${image.id}/thumbnail?edge=large` : `/api/files/${image.id}?inline=1`}
            alt={image.name}
          />
        </button>
      </div>
      {images.length > 1 && (
        <footer>
          <ViewerButton label={t('files.screen.previous')} disabled={at === 0} onClick={() => go(at - 1)}>
            <LeftOutlined />
          </ViewerButton>
          <ViewerButton
            label={t('files.screen.next')}
            disabled={at === images.length - 1}
            onClick={() => go(at + 1)}
          >
            <RightOutlined />
          </ViewerButton>
        </footer>
      )}
    </dialog>,
    document.body,
  )
}

type ViewerHeadProps = { image: FileFacts; at: number; count: number; onClose: () => void }

function ViewerHead({ image, at, count, onClose }: ViewerHeadProps) {
  const t = useT()
  const { locale } = useLocale()
  return (
    <header>
      <p>
        {image.name} <small>{formatSize(image.size, locale)}</small>
      </p>
      <p className="yw-number" role="status">
        {t('files.screen.place', { at: at + 1, count })}
      </p>
      <a href={`/api/files/${image.id}`} download={image.name} aria-label={t('files.screen.download')}>
        <DownloadOutlined />
      </a>
      <ViewerButton label={t('files.screen.close')} onClick={onClose}>
        <CloseOutlined />
      </ViewerButton>
    </header>
  )
}

type ViewerButtonProps = { label: string; disabled?: boolean; onClick: () => void; children: ReactNode }

function ViewerButton({ label, disabled = false, onClick, children }: ViewerButtonProps) {
  return (
    <button type="button" aria-label={label} title={label} aria-disabled={disabled} onClick={onClick}>
      {children}
    </button>
  )
}
