import {
  AudioOutlined,
  CameraOutlined,
  CaretRightOutlined,
  CloseOutlined,
  PauseOutlined,
} from '@ant-design/icons'
import { useEffect, useRef, useState } from 'react'
import { useT } from '#kernel/ui/web'
import type { ControlProps, NewFile } from './control-props.ts'
import { useVoice } from './use-voice.ts'

const filesMax = 9

/** Photos by the camera and what is said, kept on the phone until they are sent. */
export function FilesControl({ id, labelId, files, onFiles }: ControlProps) {
  const t = useT()
  const add = (more: readonly NewFile[]) => onFiles([...files, ...more].slice(0, filesMax))
  const remove = (file: NewFile) => onFiles(files.filter((one) => one !== file))
  return (
    <div role="group" aria-labelledby={labelId}>
      <KeptFiles files={files} onRemove={remove} />
      <div className="field-list">
        {files.length < filesMax && (
          <label className="field-button field-file-button">
            <CameraOutlined aria-hidden="true" />
            {t('offline.screen.photo')}
            <input
              id={id}
              type="file"
              accept="image/*"
              capture="environment"
              multiple
              onChange={({ target }) => {
                add([...(target.files ?? [])].map((file) => ({ name: file.name, blob: file })))
                target.value = ''
              }}
            />
          </label>
        )}
        {files.length < filesMax && <VoiceButton onDone={(file) => add([file])} />}
      </div>
    </div>
  )
}

/** Records a voice file where the phone can. */
export function VoiceButton({ onDone }: { onDone: (file: NewFile) => void }) {
  const t = useT()
  const voice = useVoice(onDone)
  if (!voice.isPossible) return null
  return (
    <>
      <button
        type="button"
        className={voice.recording ? 'field-button field-button-main' : 'field-button'}
        onClick={() => (voice.recording ? voice.stop() : void voice.start())}
      >
        <AudioOutlined aria-hidden="true" />
        {t(voice.recording ? 'offline.screen.voice.stop' : 'offline.screen.voice')}
      </button>
      {voice.refused && <p className="field-problem">{t('offline.screen.voice.refused')}</p>}
    </>
  )
}

export function KeptFiles({
  files,
  onRemove,
}: {
  files: readonly NewFile[]
  onRemove: (file: NewFile) => void
}) {
  const t = useT()
  const voices = files.filter(({ blob }) => blob.type.startsWith('audio/'))
  const pictures = files.filter(({ blob }) => !blob.type.startsWith('audio/'))
  const removeButton = (file: NewFile) => (
    <button
      type="button"
      className="field-icon-button"
      aria-label={t('offline.screen.file.remove', { name: file.name })}
      onClick={() => onRemove(file)}
    >
      <CloseOutlined aria-hidden="true" />
    </button>
  )
  return (
    <>
      {pictures.length > 0 && (
        <div className="field-pictures">
          {pictures.map((file, index) => (
            <div key={index} className="field-picture">
              <Picture file={file} />
              {removeButton(file)}
            </div>
          ))}
        </div>
      )}
      {voices.map((file, index) => (
        <div key={index} className="field-tools">
          <Voice file={file} />
          {removeButton(file)}
        </div>
      ))}
    </>
  )
}

/** The address of a blob for as long as it is shown. */
function useBlobAddress(blob: Blob): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(blob)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return address
}

function Picture({ file }: { file: NewFile }) {
  const address = useBlobAddress(file.blob)
  return address === undefined ? null : <img src={address} alt={file.name} />
}

/** What was just said, to be heard before it goes. */
function Voice({ file }: { file: NewFile }) {
  const t = useT()
  const address = useBlobAddress(file.blob)
  const player = useRef<HTMLAudioElement | null>(null)
  const [playing, setPlaying] = useState(false)
  useEffect(() => () => player.current?.pause(), [])
  const toggle = () => {
    if (address === undefined) return
    player.current ??= new Audio(address)
    const audio = player.current
    audio.addEventListener('ended', () => setPlaying(false), { once: true })
    if (playing) audio.pause()
    else audio.play().catch(() => setPlaying(false))
    setPlaying(!playing)
  }
  return (
    <button type="button" className="field-button field-button-plain" aria-pressed={playing} onClick={toggle}>
      {playing ? <PauseOutlined aria-hidden="true" /> : <CaretRightOutlined aria-hidden="true" />}
      {t('offline.screen.voice.kept')}
    </button>
  )
}
