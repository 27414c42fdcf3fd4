import { StepCounter } from './count-steps.ts'
import { readPattern } from './read-pattern.ts'
import { canGrow, type Input, slowInputs, textOf } from './slow-inputs.ts'

/** The steps that the worst input takes at lengths that are each twice the one before. */
export type Measured = { inputs: number; worst: { input: Input; steps: readonly number[] } | undefined }

const lengths = [80, 160, 320] as const
/** Where the first three are suspicious: a loop that may go on for some hundred characters only is through by then. */
const longer = [640, 1280] as const
/** Twice the input may take twice the steps and a little more, but not four times as many. */
const growthMax = 3
const stepsMax = 5_000_000

/** How a pattern's steps grow at worst: how many times as many the last doubling takes. */
export function growthOf(steps: readonly number[]): number {
  if (steps.includes(stepsMax)) return Infinity
  return (steps.at(-1) ?? 0) / (steps.at(-2) ?? 1)
}

export function measure(source: string, flags: string): Measured {
  const node = readPattern(source, flags)
  if (!canGrow(node)) return { inputs: 0, worst: undefined }
  const counter = new StepCounter(node, flags)
  const inputs = slowInputs(node, counter)
  let worst: Measured['worst']
  for (const input of inputs) {
    const steps: number[] = []
    const take = (length: number) => {
      if (steps.at(-1) !== stepsMax) steps.push(counter.count(textOf(input, length), stepsMax).steps)
    }
    lengths.forEach(take)
    if (growthOf(steps) > growthMax) longer.forEach(take)
    if (!worst || growthOf(steps) > growthOf(worst.steps)) worst = { input, steps }
    // One is enough to be found.
    if (growthOf(steps) > growthMax) break
  }
  return { inputs: inputs.length, worst }
}

export const grows = ({ worst }: Measured): boolean =>
  worst !== undefined && growthOf(worst.steps) > growthMax
