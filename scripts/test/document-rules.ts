/** Documents tell the truth: links and paths lead somewhere, and the glossary names each thing once. */
import { posix } from 'node:path'
import type { SourceFile } from './sources.ts'
import type { Rule, Violation } from './violation.ts'

export type Known = { paths: ReadonlySet<string>; scripts: ReadonlySet<string> }

function* linesOf(text: string): Generator<[line: string, number: number, inCode: boolean]> {
  let inCode = false
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trimStart().startsWith('```')) inCode = !inCode
    yield [line, index + 1, inCode]
  }
}

/** Heading anchors as GitHub makes them. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  )
  return new Set(headings)
}

function checkLinks(file: SourceFile, documents: ReadonlyMap<string, SourceFile>, known: Known): Violation[] {
  const found: Violation[] = []
  for (const [line, number, inCode] of linesOf(file.text)) {
    const add = (rule: Rule, detail: string) => found.push({ rule, path: file.path, line: number, detail })
    if (!inCode)
      for (const [, link = ''] of line.matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^[a-z]+:/.test(link)) continue
        const [target = '', anchor] = link.split('#')
        const path = target === '' ? file.path : posix.join(posix.dirname(file.path), decodeURI(target))
        if (!known.paths.has(path.replace(/\/$/, ''))) add('link', `${link} leads nowhere`)
        const document = documents.get(path)
        if (anchor && document && !anchorsOf(document.text).has(decodeURI(anchor)))
          add('link', `${link}: there is no such heading`)
      }
    for (const [, path = ''] of line.matchAll(/`((?:src|test|bin|scripts|data|bench|\.ci)\/[\w./-]*)`/g))
      if (!known.paths.has(path.replace(/\/$/, ''))) add('path_in_text', `${path} does not exist`)
    for (const [, name = ''] of line.matchAll(/npm run ([\w:-]+)/g))
      if (!known.scripts.has(name)) add('script_in_text', `package.json has no script "${name}"`)
  }
  return found
}

/** Terms and identifiers of a glossary's tables: `| 中文 · 中文 | identifier · identifier | note |`. */
export function checkGlossary(file: SourceFile): Violation[] {
  const found: Violation[] = []
  const seen = new Map<string, number>()
  for (const [line, number] of linesOf(file.text)) {
    const [, chinese, identifiers] = line.split('|').map((cell) => cell.trim())
    if (!line.startsWith('|') || chinese === undefined || identifiers === undefined) continue
    if (/^[-: ]*$/.test(chinese) || chinese === '中文') continue
    const split = (cell: string) => cell.split(/\s+·\s+/).map((term) => term.replaceAll('`', ''))
    const [terms, names] = [split(chinese), split(identifiers)]
    const add = (detail: string) => found.push({ rule: 'glossary', path: file.path, line: number, detail })
    if (terms.length !== names.length)
      add(`${terms.length} terms beside ${names.length} identifiers: ${chinese} | ${identifiers}`)
    for (const name of names)
      if (!/^[a-z][a-zA-Z0-9]*$|^[a-z][a-z0-9_]*$/.test(name)) add(`"${name}" is no identifier`)
    for (const word of [...terms, ...names]) {
      const first = seen.get(word)
      if (first !== undefined) add(`"${word}" stands in line ${first} already`)
      else seen.set(word, number)
    }
  }
  return found
}

export function checkDocuments(files: readonly SourceFile[], known: Known): Violation[] {
  const documents = new Map(files.filter(({ path }) => path.endsWith('.md')).map((file) => [file.path, file]))
  return [...documents.values()].flatMap((file) => [
    ...checkLinks(file, documents, known),
    ...(file.path === 'GLOSSARY.md' ? checkGlossary(file) : []),
  ])
}
