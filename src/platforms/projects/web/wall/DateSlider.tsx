import { useEffect, useState } from 'react'
import type { WallAnswer } from '../../model/wall-rows.ts'
import { addDays, daysBetween } from '../../model/wall-days.ts'
import { useWallText } from './wall-text.ts'

type Props = {
  answer: Pick<WallAnswer, 'day' | 'today' | 'sourceDays'>
  /** The day to show; null for today, live. */
  onPick: (day: string | null) => void
}

const settleMs = 200
/** How much of the track a tick's words take. */
const tickShare = 0.075

/** The wall as of an earlier day: a slider over every day, and a button for each day a source speaks of. */
export function DateSlider({ answer: { day, today, sourceDays }, onPick }: Props) {
  const { say } = useWallText()
  const first = addDays(sourceDays[0]?.day ?? addDays(today, -365), -31)
  const last = daysBetween(first, today)
  const [at, setAt] = useState(daysBetween(first, day))
  useEffect(() => setAt(daysBetween(first, day)), [first, day])
  useEffect(() => {
    const picked = addDays(first, at)
    if (picked === day) return
    const timer = setTimeout(() => onPick(picked >= today ? null : picked), settleMs)
    return () => clearTimeout(timer)
  }, [at, first, day, today, onPick])
  const pickTyped = (input: HTMLInputElement) => {
    const typed = input.value.trim()
    if (typed === day || !input.reportValidity() || Number.isNaN(Date.parse(typed))) return
    onPick(typed >= today ? null : typed)
  }
  const rows = tickRows(sourceDays.map((source) => daysBetween(first, source.day) / last))
  return (
    <section className="wall-dates" aria-label={say('projects.wall.as_of')}>
      <label className="wall-day">
        <span>{say('projects.wall.as_of')}</span>
        <input
          key={day}
          type="text"
          inputMode="numeric"
          defaultValue={day}
          pattern="\d{4}-\d{2}-\d{2}"
          title={say('projects.wall.bad_day')}
          onKeyDown={(e) => e.key === 'Enter' && e.currentTarget.blur()}
          onBlur={(e) => pickTyped(e.currentTarget)}
        />
      </label>
      <div className="wall-track">
        <input
          type="range"
          min={0}
          max={last}
          value={Math.min(Math.max(at, 0), last)}
          onChange={(e) => setAt(Number(e.target.value))}
          aria-label={say('projects.wall.as_of')}
          aria-valuetext={addDays(first, at)}
        />
        {sourceDays.map((source, i) => (
          <button
            key={source.day}
            type="button"
            className="wall-tick"
            data-row={rows[i]}
            style={{ left: `${(daysBetween(first, source.day) / last) * 100}%` }}
            aria-pressed={source.day === day}
            onClick={() => onPick(source.day)}
          >
            {source.month}
          </button>
        ))}
      </div>
      <button type="button" className="wall-today" aria-pressed={day === today} onClick={() => onPick(null)}>
        {say('projects.wall.today')}
      </button>
    </section>
  )
}

/** A tick whose words would run into those before it on the first line goes to the second. */
function tickRows(shares: readonly number[]): number[] {
  const ends = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  return shares.map((share) => {
    const [first = 0, second = 0] = ends
    const row = share - first >= tickShare || first <= second ? 0 : 1
    ends[row] = share
    return row
  })
}
