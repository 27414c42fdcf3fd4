/** Names and places of files. */
import { heightOf, placeOf } from './house.ts'
import type { Rule, Violation } from './violation.ts'

const emptyWords = /(^|[-.])(utils?|common|helpers?|managers?|misc)([-.]|$)/i
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/
const pascal = /^[A-Z][A-Za-z0-9]*$/
const hook = /^use[A-Z][A-Za-z0-9]*$/

function isWellNamed(file: string): boolean {
  const [stem = '', ...endings] = file.split('.')
  const ending = endings.at(-1)
  if (ending === 'sql') return kebab.test(stem)
  const parts = endings.slice(0, -1)
  if (!parts.every((part) => kebab.test(part) || /^[a-z]{2}-[A-Z]{2}$/.test(part))) return false
  return kebab.test(stem) || hook.test(stem) || (ending === 'tsx' && pascal.test(stem))
}

export function checkNames(path: string): Violation[] {
  const found: Violation[] = []
  const add = (rule: Rule, detail: string) => found.push({ rule, path, line: 1, detail })
  const folders = path.split('/')
  const file = folders.pop() ?? ''
  if (/^index\.(ts|tsx|mjs|js)$/.test(file))
    add('no_index', 'a room is entered by its door, not by an index file')
  for (const part of [...folders, file])
    if (emptyWords.test(part)) add('names', `"${part}" does not say what is inside`)
  if (folders.some((folder) => !kebab.test(folder)))
    add('names', 'folders are named in lower case, words joined by hyphens')
  if (!isWellNamed(file)) add('names', 'files are kebab-case.ts, PascalCase.tsx or useHook.ts')
  const place = placeOf(path)
  if (path.startsWith('src/') && place.floor === 'outside')
    add('rooms', 'src holds main, kernel and platforms, nothing else')
  if (place.floor === 'kernel' && heightOf(place.area) < 0)
    add('rooms', `the area "${place.area}" has no place in the order of scripts/test/house.ts`)
  if ((place.floor === 'kernel' || place.floor === 'platforms') && place.room === null)
    add(
      'rooms',
      'beside the doors model.ts, server.ts, web.tsx and portal.tsx stand only the rooms model/, server/ and web/',
    )
  return found
}
