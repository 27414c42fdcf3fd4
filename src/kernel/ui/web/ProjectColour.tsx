import type { ReactNode } from 'react'
import type { ProjectColourName } from '../model/colours.ts'
import { useT } from './locale.ts'

const shapes: Record<ProjectColourName, ReactNode> = {
  red: <circle cx="6" cy="6" r="5.5" />,
  yellow: <path d="M6 .5 12 11.5H0Z" />,
  blue: <path d="M1 1h10v10H1Z" />,
  green: <path d="M6 0 12 6 6 12 0 6Z" />,
  not_provable: <circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" />,
}

type ProjectColourProps = {
  colour: ProjectColourName
  /** What stands beside the shape; without it, the colour's own word. */
  text?: ReactNode
  /** Side of the shape in px. */
  size?: number
}

/** Colour of a project's progress: ● red ▲ yellow ■ blue ◆ green, ○ where nothing proves it, always with a word. */
export function ProjectColour({ colour, text, size = 12 }: ProjectColourProps) {
  const t = useT()
  return (
    <span className="yw-project-colour">
      <svg
        width={size}
        height={size}
        viewBox="0 0 12 12"
        aria-hidden="true"
        style={{ color: `var(--yw-project-${colour})` }}
      >
        {shapes[colour]}
      </svg>
      <span>{text ?? t(`ui.colour.${colour}`)}</span>
    </span>
  )
}
