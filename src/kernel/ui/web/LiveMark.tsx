import { formatDate } from '../model/format.ts'
import { useLiveState } from './live.ts'
import { useT } from './locale.ts'

/** Says whether what is on screen is live, and since when it is or isn't. */
export function LiveMark() {
  const t = useT()
  const state = useLiveState()
  const time = state.kind === 'connecting' ? '' : formatDate(state.since, true).slice(11)
  const text = state.kind === 'connecting' ? t('ui.live.connecting') : t(`ui.live.${state.kind}`, { time })
  return (
    <span className={`yw-live yw-live-${state.kind}`} role="status">
      <svg
        width="10"
        height="10"
        viewBox="0 0 10 10"
        aria-hidden="true"
        stroke="currentColor"
        fill="none"
        strokeWidth="1.5"
      >
        <circle cx="5" cy="5" r="4" fill={state.kind === 'online' ? 'currentColor' : 'none'} />
        {state.kind === 'lost' && <path d="M1 1l8 8" />}
      </svg>
      {text}
    </span>
  )
}
