import type { ReactNode } from 'react'
import type { LightName } from '../model/colours.ts'
import { useT } from './locale.ts'

const shapes: Record<LightName, ReactNode> = {
  green: (
    <path d="M6 0a6 6 0 1 0 0 12A6 6 0 0 0 6 0Zm3.1 4.6L5.4 8.7a.7.7 0 0 1-1 0L2.9 7.1l1-1 1 1L8 3.6Z" />
  ),
  amber: <path d="M6 0a6 6 0 1 0 0 12A6 6 0 0 0 6 0Zm0 1.4v9.2a4.6 4.6 0 0 1 0-9.2Z" />,
  red: <path d="M6 .3 11.9 11H.1L6 .3Zm-.8 3.9v3.3h1.6V4.2H5.2Zm0 4.2v1.4h1.6V8.4H5.2Z" />,
}

type LightProps = {
  light: LightName
  /** What the light says in words, such as “余 2 个工作日”; without it, the light's own word. */
  text?: ReactNode
  /** Makes the pill a button: the explanation of the clock. */
  onClick?: () => void
}

/** Light of a clock: an outlined pill with shape and word. Not for the colour of a project. */
export function Light({ light, text, onClick }: LightProps) {
  const t = useT()
  const word = t(`ui.light.${light}`)
  const inside = (
    <>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {shapes[light]}
      </svg>
      {text === undefined ? word : text}
      {text !== undefined && <span className="yw-visually-hidden">{word}</span>}
    </>
  )
  const className = `yw-light yw-light-${light}`
  if (!onClick) return <span className={className}>{inside}</span>
  return (
    <button type="button" className={className} onClick={onClick}>
      {inside}
    </button>
  )
}
