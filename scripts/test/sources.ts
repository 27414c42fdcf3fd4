/** Reads source files and what stands in them: imports, functions, calls and texts, each with its line. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { parseSync, type Program, Visitor } from 'oxc-parser'

export type SourceFile = { path: string; text: string }
export type Found = { text: string; line: number }
export type FoundImport = Found & { typeOnly: boolean; names: readonly string[] }
export type FoundFunction = { name: string; line: number; lines: number }

export type Parsed = SourceFile & {
  program: Program
  imports: readonly FoundImport[]
  lineOf: (offset: number) => number
  faults: readonly string[]
}

const left = new Set(['node_modules', 'dist', '.git', '.yiwang', '.cache'])

/** Every file below the folders of `root` whose name ends in one of `endings`, path with forward slashes. */
export function readSources(
  root: string,
  folders: readonly string[],
  endings: readonly string[],
): SourceFile[] {
  const files: SourceFile[] = []
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (left.has(entry.name)) continue
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (endings.some((ending) => entry.name.endsWith(ending)))
        files.push({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') })
    }
  }
  const present = new Set(readdirSync(root))
  for (const folder of folders) if (present.has(folder)) walk(join(root, folder))
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

function lineCounter(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }
}

/** Parses one file of TypeScript. Its imports count however they are written: static, re-exported, dynamic,
 *  or a worker's `new URL('./x.ts', import.meta.url)`. */
export function parseSource(file: SourceFile): Parsed {
  const result = parseSync(file.path, file.text)
  const lineOf = lineCounter(file.text)
  const imports: FoundImport[] = []
  const add = (text: string, start: number, typeOnly: boolean, names: readonly string[] = []) =>
    imports.push({ text, line: lineOf(start), typeOnly, names })
  new Visitor({
    ImportDeclaration: (node) => {
      const values = node.specifiers.filter(
        (one) => one.type !== 'ImportSpecifier' || one.importKind !== 'type',
      )
      const typeOnly = node.importKind === 'type' || (node.specifiers.length > 0 && values.length === 0)
      const names = values.flatMap((one) =>
        one.type === 'ImportSpecifier' && one.imported.type === 'Identifier' ? [one.imported.name] : [],
      )
      add(node.source.value, node.start, typeOnly, names)
    },
    ExportNamedDeclaration: (node) => {
      if (node.source) add(node.source.value, node.start, node.exportKind === 'type')
    },
    ExportAllDeclaration: (node) => add(node.source.value, node.start, node.exportKind === 'type'),
    ImportExpression: (node) => {
      if (node.source.type === 'Literal' && typeof node.source.value === 'string')
        add(node.source.value, node.start, false)
    },
    TSImportType: (node) => add(node.source.value, node.start, true),
    NewExpression: (node) => {
      const [first] = node.arguments
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'URL' || first?.type !== 'Literal') return
      if (typeof first.value === 'string' && /^\.{1,2}\/.*\.(ts|tsx)$/.test(first.value))
        add(first.value, node.start, false)
    },
  }).visit(result.program)
  return {
    ...file,
    program: result.program,
    imports,
    lineOf,
    faults: result.errors.map((error) => error.message),
  }
}

/** Every function of the file with the number of lines it takes. */
export function functionsOf(file: Parsed): FoundFunction[] {
  const found: FoundFunction[] = []
  const add = (node: { start: number; end: number; id?: { name: string } | null }) => {
    const [first, last] = [file.lineOf(node.start), file.lineOf(node.end)]
    found.push({ name: node.id?.name ?? 'a function', line: first, lines: last - first + 1 })
  }
  new Visitor({
    FunctionDeclaration: add,
    FunctionExpression: add,
    ArrowFunctionExpression: (node) => add({ start: node.start, end: node.end }),
  }).visit(file.program)
  return found
}

/** Names of the methods that are called (`x.name(…)`). */
export function methodCallsOf(file: Parsed): Found[] {
  const found: Found[] = []
  new Visitor({
    CallExpression: (node) => {
      if (node.callee.type !== 'MemberExpression' || node.callee.property.type !== 'Identifier') return
      found.push({ text: node.callee.property.name, line: file.lineOf(node.callee.property.start) })
    },
  }).visit(file.program)
  return found
}

/** String literals and the fixed parts of templates. */
export function textsOf(file: Parsed): Found[] {
  const found: Found[] = []
  new Visitor({
    Literal: (node) => {
      if (typeof node.value === 'string') found.push({ text: node.value, line: file.lineOf(node.start) })
    },
    TemplateElement: (node) => {
      found.push({ text: node.value.cooked ?? node.value.raw, line: file.lineOf(node.start) })
    },
    JSXText: (node) => {
      found.push({ text: node.value, line: file.lineOf(node.start) })
    },
  }).visit(file.program)
  return found
}
