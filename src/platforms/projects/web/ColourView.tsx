import { type ProjectColourName, projectColourNames } from '#kernel/ui/model'
import { ProjectColour } from '#kernel/ui/web'

function isColour(value: unknown): value is ProjectColourName {
  return (projectColourNames as readonly unknown[]).includes(value)
}

/** A project's colour with its shape and word, in lists, facts and time lines alike. */
export function ColourView({ value, text }: { value: unknown; text: string }) {
  return isColour(value) ? <ProjectColour colour={value} text={text} /> : <span>{text}</span>
}
