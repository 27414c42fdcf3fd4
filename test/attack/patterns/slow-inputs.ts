import type { StepCounter } from './count-steps.ts'
import { type Node, nodesOf } from './read-pattern.ts'

/** A beginning, what is repeated after it, and an end that spoils the match. */
export type Input = { before: string; pump: string; after: string }

const palette = Array.from(`a0 -.,:;/\\"'<>()[]{}=+*&%#@!?|~_^$Zx9\n\t第一（、。Ａ１　é\u200b\u0001`)
const spoilers = ['', '\u0001', '\n', '!']
const charactersMax = 9
const pumpsMax = 60

/** Texts of a length, made to keep a pattern busy. */
export function textOf({ before, pump, after }: Input, length: number): string {
  return before + pump.repeat(Math.max(1, Math.round(length / pump.length))) + after
}

/** The characters that a part may take, a few of each kind. */
function charactersOf(node: Node, counter: StepCounter): string[] {
  const found = new Set<string>()
  for (const one of nodesOf(node)) {
    if (one.kind !== 'atom') continue
    const taken = [...palette, one.source.replace(/^\\/, '')].filter(
      (character) => Array.from(character).length === 1 && counter.takes(one.source, character),
    )
    for (const character of taken.slice(0, 4)) found.add(character)
  }
  return [...found]
}

/** A shortest text that a part takes, or nearly. */
function sample(node: Node, counter: StepCounter): string {
  switch (node.kind) {
    case 'atom':
      return charactersOf(node, counter)[0] ?? ''
    case 'group':
      return sample(node.body, counter)
    case 'choice':
      return sample(node.options[0] as Node, counter)
    case 'row':
      return node.items.map((item) => sample(item, counter)).join('')
    case 'repeat':
      return sample(node.body, counter).repeat(node.least)
    case 'edge':
    case 'look':
    case 'again':
      return ''
  }
}

/** Every part that may be repeated, with a text that leads to it. */
function* loops(node: Node, lead: string, counter: StepCounter): Generator<{ body: Node; lead: string }> {
  switch (node.kind) {
    case 'row': {
      let before = lead
      for (const item of node.items) {
        yield* loops(item, before, counter)
        before += sample(item, counter)
      }
      return
    }
    case 'choice':
      for (const option of node.options) yield* loops(option, lead, counter)
      return
    case 'repeat':
      if (node.most > 8) yield { body: node.body, lead }
      yield* loops(node.body, lead, counter)
      return
    case 'group':
    case 'look':
      yield* loops(node.body, lead, counter)
      return
    case 'atom':
    case 'edge':
    case 'again':
  }
}

/** Whether a pattern can take more steps for longer texts than one for each place and a few. */
export function canGrow(node: Node): boolean {
  return [...nodesOf(node)].some((one) => one.kind === 'repeat' && one.most > 8)
}

/**
 * Inputs made from the pattern itself: each of its loops is led to and fed with what it takes, alone, in pairs and as
 * a whole; what leads to it is repeated too, so that every place looks like a beginning.
 */
export function slowInputs(node: Node, counter: StepCounter): Input[] {
  const pumps = new Set<string>()
  // What no loop takes stands before as well, so that a choice that begins at the start is not the one that is found.
  const befores = new Set<string>(['', '\u0001'])
  const every = charactersOf(node, counter).slice(0, charactersMax)
  for (const { body, lead } of loops(node, '', counter)) {
    const whole = sample(body, counter)
    const own = charactersOf(body, counter).slice(0, charactersMax)
    for (const text of [whole, `${lead}${whole}`, lead, ...own]) pumps.add(text)
    for (const character of own.slice(0, 3)) pumps.add(lead + character).add(whole + character)
    befores.add(lead)
  }
  for (const character of every) pumps.add(character)
  for (const a of every.slice(0, 4)) for (const b of every.slice(0, 4)) pumps.add(a + b)
  pumps.delete('')
  return [...pumps]
    .slice(0, pumpsMax)
    .flatMap((pump) =>
      [...befores]
        .slice(0, 5)
        .flatMap((before) => spoilers.map((after) => ({ before, pump, after }) satisfies Input)),
    )
}
