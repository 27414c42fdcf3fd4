import { Visitor } from 'oxc-parser'
import { parseSource, readSources, type SourceFile } from '../../../scripts/test/sources.ts'

/** A regular expression; `source` is undefined where all of it is put together as the program runs. */
export type Pattern = { path: string; line: number; source: string | undefined; flags: string }

type Argument = {
  type: string
  value?: unknown
  quasis?: readonly { value: { cooked: string | null } }[]
}

/** The text of an argument; of a template, with a digit for each thing that is put in. */
function textOf({ value, quasis }: Argument): string | undefined {
  if (quasis) return quasis.map(({ value }) => value.cooked ?? '').join('9')
  return typeof value === 'string' ? value : undefined
}

/** The regular expressions of a file, by its syntax tree: written as such, or handed to `RegExp` as a text. */
export function patternsOf(file: SourceFile): Pattern[] {
  const found: Pattern[] = []
  const parsed = parseSource(file)
  const { path } = file
  const made = (node: {
    start: number
    callee: { type: string; name?: unknown }
    arguments: readonly Argument[]
  }) => {
    if (node.callee.type !== 'Identifier' || node.callee.name !== 'RegExp') return
    const [source, flags] = node.arguments.map(textOf)
    found.push({ path, line: parsed.lineOf(node.start), source, flags: flags ?? '' })
  }
  new Visitor({
    Literal: (node) => {
      if (!('regex' in node) || !node.regex) return
      const { pattern, flags } = node.regex
      found.push({ path, line: parsed.lineOf(node.start), source: pattern, flags })
    },
    NewExpression: made,
    CallExpression: made,
  }).visit(parsed.program)
  return found
}

/** The patterns that the data brings along: those of codes. */
function patternsOfData({ path, text }: SourceFile): Pattern[] {
  return [...text.matchAll(/"codePattern": *("[^"\n]{1,200}")/g)].map(({ 1: written = '""' }) => ({
    path,
    line: 1,
    source: JSON.parse(written) as string,
    flags: '',
  }))
}

/** Every one of the program, those of its tests left out. */
export function allPatterns(root: string): Pattern[] {
  return [
    ...readSources(root, ['src', 'bin'], ['.ts', '.tsx', '.mjs'])
      .filter(({ path }) => !/\.test\.\w+$/.test(path))
      .flatMap(patternsOf),
    ...readSources(root, ['data'], ['-layers.json']).flatMap(patternsOfData),
  ]
}
