import type { Heard } from './wire.ts'

/** What no answer may say: how the program is made, and where it stands. */
const internals: readonly { what: string; found: RegExp }[] = [
  {
    what: 'a stack',
    found: /\bat (?:async )?[\w.<>$ [\]]+ \((?:file:|node:|\/)[^)]*:\d+:\d+\)|\bat (?:file|node):/,
  },
  {
    what: 'a path of the machine',
    found:
      /node_modules|node:internal|\/src\/(?:kernel|platforms|main)\/|\/(?:tmp|home|root|var|usr|opt)\/[\w.-]+/,
  },
  {
    what: 'SQL',
    found:
      /\b(?:select|insert into|update|delete from) [^]{1,200}\b(?:from|values|set|where)\b|syntax error at|violates .* constraint|invalid input syntax|(?:relation|column) \\?"[^"]*\\?" (?:of|does)|out of range for type|pg_catalog|SQLSTATE/,
  },
  {
    what: 'a fault of the language',
    found:
      /\b(?:Type|Range|Reference|Syntax|Assertion)Error\b|Cannot read propert|is not a function|is not iterable|Maximum call stack|Unexpected token|Invalid (?:array|string) length|heap out of memory/,
  },
  {
    what: 'a library',
    found:
      /\b(?:fastify|kysely|zod(?:error)?|pglite|libvips|vipsjpeg|VipsJpeg|saxes|fflate|hucre|FST_ERR_[A-Z_]+|ERR_[A-Z]{3,}_|ECONN[A-Z]+|ENOENT|EISDIR|EACCES|ENOTDIR)\b/i,
  },
]

/** Bodies that are code and pages of ours, where names of libraries stand by right. */
const ofPages = /^content-type: (?:text\/html|text\/css|(?:text|application)\/javascript|image\/|font\/)/im

export type Asked = { path: string; cut: boolean; loose: boolean }

/** What is wrong with an answer; nothing, if all is well. */
export function faultsOf(
  { status, headers, body, ms, late }: Heard,
  asked: Asked,
  limitMs: number,
): string[] {
  const faults: string[] = []
  if (late || ms > limitMs) faults.push(`took longer than ${limitMs} ms`)
  else if (status === 0 && !asked.loose) faults.push('closed the line without an answer')
  if (status >= 500) faults.push(`answered ${status}`)
  if (/^(?:server|x-powered-by):/im.test(headers)) faults.push('told what it runs on in a header')
  const documentation = /^\/api\/(?:docs|openapi)/.test(asked.path)
  if (documentation || ofPages.test(headers)) return faults
  // What was put in may come out; a refusal may not say how it came about.
  const text = status >= 400 ? `${headers}\n${body.toString('utf8')}` : ''
  for (const { what, found } of internals) {
    const match = found.exec(text)
    if (match) faults.push(`told ${what}: ${match[0].slice(0, 80)}`)
  }
  return faults
}
