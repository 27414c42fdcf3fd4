import { useEffect } from 'react'
import { useFieldSession } from '#kernel/offline/web'
import { AppLink, useT } from '#kernel/ui/web'
import '../../model/field/messages.ts'
import { current, nextReport } from '../../model/field/patrol-log.ts'
import { sendCorrections } from './corrections.ts'
import { forgetPatrols, readPatrols, tellPatrols, useRecording } from './patrol-recorder.ts'

const tellEveryMs = 60_000

/** On every page: that one's way is being recorded. It also tells the server of it. */
export default function PatrolBanner() {
  const t = useT()
  const { online } = useFieldSession()
  const { book } = useRecording()
  useEffect(() => {
    void readPatrols()
    return forgetPatrols
  }, [])
  const isOn = current(book) !== undefined
  const isDue = nextReport(book) !== undefined
  useEffect(() => {
    if (!online || !isDue) return
    if (!isOn) void tellPatrols()
    const timer = setInterval(() => void tellPatrols(), tellEveryMs)
    return () => clearInterval(timer)
  }, [online, isDue, isOn])
  useEffect(() => {
    if (online) void sendCorrections()
  }, [online])
  if (!isOn) return null
  return (
    <AppLink to="/m/patrol" className="field-banner">
      {t('grid.field.patrol.on')}
    </AppLink>
  )
}
