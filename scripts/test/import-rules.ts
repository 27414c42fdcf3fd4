/** Imports point down, go through doors, and each room imports only what may stand in it. */
import { posix } from 'node:path'
import { heightOf, type Place, placeOf, type Room } from './house.ts'
import type { FoundImport, Parsed } from './sources.ts'
import type { Rule, Violation } from './violation.ts'

const modelPackages = new Set(['zod', 'feelin', 'intl-messageformat', 'saxes'])
const serverPackages =
  /^(fastify|@fastify\/|fastify-|pg$|pg-|kysely$|@electric-sql\/|@node-rs\/|vite$|@vitejs\/)/
const webPackages = /^(react$|react-dom$|antd$|@ant-design\/|@tanstack\/)/
const doorPattern = /^#(kernel|platforms)\/([^/]+)\/(model|server|web|portal)$/

type Target =
  | { kind: 'package'; name: string }
  | { kind: 'builtin' }
  | { kind: 'file'; path: string; place: Place; byDoor: boolean }
  | { kind: 'unknown_door' }

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function targetOf(from: string, specifier: string): Target {
  const door = doorPattern.exec(specifier)
  if (door) {
    const path = `src/${door[1]}/${door[2]}/${door[3]}${door[3] === 'web' || door[3] === 'portal' ? '.tsx' : '.ts'}`
    return { kind: 'file', path, place: placeOf(path), byDoor: true }
  }
  if (specifier.startsWith('#')) return { kind: 'unknown_door' }
  if (/^\.{1,2}(\/|$)/.test(specifier)) {
    const [bare = ''] = specifier.split('?')
    const path = posix.join(posix.dirname(from), bare)
    return { kind: 'file', path, place: placeOf(path), byDoor: false }
  }
  if (specifier.startsWith('node:')) return { kind: 'builtin' }
  return { kind: 'package', name: packageName(specifier) }
}

/** What a resident's phone loads before it shows anything: the portal's start, its frame and its pages. */
const ofPortal = /^src\/(platforms\/[^/]+\/web\/portal\/|main\/web\/([a-z]+-)?portal|main\/web\/PortalShell)/

function checkPortal(path: string, target: Target, { text, typeOnly }: FoundImport, say: Say): void {
  if (typeOnly || !ofPortal.test(path)) return
  if (target.kind === 'package' && /^(antd|@ant-design)(\/|$)/.test(target.name))
    say('light_portal', `${text} is too much for a resident's phone`)
  if (target.kind === 'file' && target.byDoor && target.path.endsWith('/web.tsx'))
    say('light_portal', `${text} opens what officials need; the portal has a door of its own`)
}

type Say = (rule: Rule, detail: string) => void

function checkFloors(place: Place, target: Target & { kind: 'file' }, say: Say): void {
  const to = target.place
  if (place.floor === 'outside') return
  if (to.floor === 'outside') {
    const isTestWorld = place.isTest && /^(test|data)\//.test(target.path)
    if (!isTestWorld) say('layers', `${target.path} is not part of the house`)
  } else if (place.floor === 'kernel' && to.floor !== 'kernel') {
    say('layers', `the kernel does not know ${to.floor}`)
  } else if (place.floor === 'platforms' && to.floor === 'main') {
    say('layers', 'a platform does not know main')
  } else if (place.floor === 'platforms' && to.floor === 'platforms' && place.area !== to.area) {
    say(
      'platforms_apart',
      `platform ${place.area} imports platform ${to.area}; let a declared reaction join them`,
    )
  } else if (place.floor === 'kernel' && heightOf(to.area) > heightOf(place.area)) {
    say('area_order', `${to.area} stands above ${place.area}`)
  }
}

function checkDoors(place: Place, target: Target & { kind: 'file' }, say: Say): void {
  const to = target.place
  const sameArea = place.floor === to.floor && place.area === to.area
  if (to.floor === 'outside' || to.floor === 'main') return
  if (sameArea && target.byDoor && to.room === place.room && !place.isTest)
    say('doors', 'inside a room imports are relative')
  if (!sameArea && !target.byDoor) say('doors', `${target.path} is entered by the door of ${to.area}`)
}

function checkRooms(place: Place, target: Target, line: FoundImport, say: Say): void {
  if (place.isTest || place.room === null) return
  const toRoom: Room | null =
    target.kind === 'file' && target.place.floor !== 'outside' ? target.place.room : null
  if (place.room === 'model') {
    if (target.kind === 'builtin') say('model_purity', `${line.text} runs on the server only`)
    if (
      target.kind === 'package' &&
      !modelPackages.has(target.name) &&
      !(line.typeOnly && target.name === 'geojson')
    )
      say('model_purity', `a model imports models, ${[...modelPackages].join(', ')}; not ${target.name}`)
    if (toRoom === 'server' || toRoom === 'web') say('model_purity', `a model does not know ${toRoom}`)
  }
  if (place.room === 'web') {
    if (target.kind === 'builtin') say('web_and_server', `${line.text} does not exist in a browser`)
    if (target.kind === 'package' && serverPackages.test(target.name))
      say('web_and_server', `${target.name} belongs to the server`)
    if (toRoom === 'server')
      say('web_and_server', 'web never imports server; the types of answers stand in model')
  }
  if (place.room === 'server') {
    if (target.kind === 'package' && webPackages.test(target.name))
      say('web_and_server', `${target.name} belongs to the web`)
    if (toRoom === 'web') say('web_and_server', 'the server does not import screens')
  }
}

/** Ground floor areas stand side by side; they may lean on one another, but not in a circle. */
function checkCircles(files: readonly Parsed[]): Violation[] {
  const edges = new Map<string, Map<string, { path: string; line: number }>>()
  for (const file of files) {
    const from = placeOf(file.path)
    if (from.floor !== 'kernel' || heightOf(from.area) !== 0 || from.isTest) continue
    for (const one of file.imports) {
      const target = targetOf(file.path, one.text)
      if (target.kind !== 'file' || target.place.floor !== 'kernel' || target.place.area === from.area)
        continue
      const of = edges.get(from.area) ?? new Map<string, { path: string; line: number }>()
      of.set(target.place.area, { path: file.path, line: one.line })
      edges.set(from.area, of)
    }
  }
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    [...(edges.get(from)?.keys() ?? [])].some(
      (next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))),
    )
  return [...edges].flatMap(([from, of]) =>
    [...of]
      .filter(([to]) => reaches(to, from, new Set()))
      .map(
        ([to, at]): Violation => ({
          rule: 'ground_circle',
          ...at,
          detail: `${from} and ${to} need each other`,
        }),
      ),
  )
}

export function checkImports(files: readonly Parsed[]): Violation[] {
  const found: Violation[] = []
  for (const file of files) {
    const place = placeOf(file.path)
    for (const one of file.imports) {
      const say: Say = (rule, detail) => found.push({ rule, path: file.path, line: one.line, detail })
      const target = targetOf(file.path, one.text)
      if (target.kind === 'unknown_door') say('doors', `${one.text} is no door`)
      if (target.kind === 'file') {
        if (!target.byDoor && !/\.[a-z0-9]+$/.test(target.path))
          say('extension', `${one.text} lacks its extension`)
        checkFloors(place, target, say)
        checkDoors(place, target, say)
      }
      checkRooms(place, target, one, say)
      checkPortal(file.path, target, one, say)
    }
  }
  return [...found, ...checkCircles(files)]
}
