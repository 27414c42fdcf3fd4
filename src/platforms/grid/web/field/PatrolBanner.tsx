import { useEffect } from 'react'
import { beforeWipe, useFieldSession } from '#kernel/offline/web'
import { AppLink, useT } from '#kernel/ui/web'
import '../../model/field/messages.ts'
import { current, nextReport } from '../../model/field/patrol-log.ts'
import { forgetPatrols, readPatrols, tellPatrols, useRecording } from './patrol-recorder.ts'

/** With a line who oversees patrols sees them move; without one a part is sealed that often. */
const tellEveryMs = 60_000
const sealEveryMs = 300_000

/** On every page: that one's way is being recorded. It also tells the server of it. */
export default function PatrolBanner() {
  const t = useT()
  const { online } = useFieldSession()
  const { book } = useRecording()
  useEffect(() => {
    void readPatrols()
    const forget = beforeWipe(tellPatrols)
    return () => {
      forget()
      forgetPatrols()
    }
  }, [])
  const isOn = current(book) !== undefined
  const isDue = nextReport(book) !== undefined
  useEffect(() => {
    if (!isDue) return
    if (!isOn) void tellPatrols()
    const timer = setInterval(() => void tellPatrols(), online ? tellEveryMs : sealEveryMs)
    return () => clearInterval(timer)
  }, [online, isDue, isOn])
  if (!isOn) return null
  return (
    <AppLink to="/m/patrol" className="field-banner">
      {t('grid.field.patrol.on')}
    </AppLink>
  )
}
