import { useEffect, useRef, useState } from 'react'

const kinds = ['audio/mp4', 'audio/webm'] as const
const endings = { 'audio/webm': 'webm', 'audio/mp4': 'm4a' } as const
const longestMs = 120_000

/** Records what is said, two minutes at most, as one file. */
export function useVoice(onDone: (file: { name: string; blob: Blob }) => void) {
  const [recording, setRecording] = useState(false)
  const [refused, setRefused] = useState(false)
  const recorder = useRef<MediaRecorder | null>(null)
  useEffect(() => () => recorder.current?.stop(), [])
  const isPossible = 'MediaRecorder' in globalThis && 'mediaDevices' in navigator
  const start = async () => {
    setRefused(false)
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const kind = kinds.find((one) => MediaRecorder.isTypeSupported(one)) ?? 'audio/webm'
      const made = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: 24_000 })
      const parts: Blob[] = []
      made.addEventListener('dataavailable', ({ data }) => parts.push(data))
      made.addEventListener('stop', () => {
        for (const track of stream.getTracks()) track.stop()
        recorder.current = null
        setRecording(false)
        const blob = new Blob(parts, { type: kind })
        if (blob.size > 0) onDone({ name: `voice.${endings[kind]}`, blob })
      })
      recorder.current = made
      made.start()
      setRecording(true)
      setTimeout(() => made.state === 'recording' && made.stop(), longestMs)
    } catch {
      setRefused(true)
    }
  }
  return { isPossible, recording, refused, start, stop: () => recorder.current?.stop() }
}
