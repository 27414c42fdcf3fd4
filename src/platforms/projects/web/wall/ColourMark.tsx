import type { ProjectColour } from '../../model/colour.ts'
import { useWallText } from './wall-text.ts'

/** ● ▲ ■ ◆, and an open ring for what cannot be proved: told apart by shape alone in grey print. */
const shapes: Record<ProjectColour, string> = {
  red: 'M10 1a9 9 0 1 0 0 18a9 9 0 1 0 0-18Z',
  yellow: 'M10 1.5 19.5 18.5H.5Z',
  blue: 'M2 2H18V18H2Z',
  green: 'M10 .5 19.5 10 10 19.5.5 10Z',
  not_provable: 'M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15Z',
}

export function ColourShape({ colour }: { colour: ProjectColour }) {
  return (
    <svg className={`wall-shape wall-shape-${colour}`} viewBox="0 0 20 20" aria-hidden="true">
      <path d={shapes[colour]} />
    </svg>
  )
}

/** The shape with its word: colour is never the only sign. */
export function ColourMark({ colour }: { colour: ProjectColour }) {
  const { say } = useWallText()
  return (
    <span className="wall-mark">
      <ColourShape colour={colour} />
      {say(`projects.colour.${colour}`)}
    </span>
  )
}
