import type { DivisionTree } from '#kernel/divisions/model'
import { type Course, courses } from './courses.ts'
import type { History } from './histories.ts'
import { benchLedgers, listEntriesTarget } from './ledgers.ts'
import { Random } from './random.ts'
import { type Particulars, type Sink, Stencil } from './stencil.ts'

/** Where entries lie and who takes part: 22 townships, and about 40 organisations that handle. */
export type District = {
  villages: { code: string; township: string; district: string }[]
  /** Organisations by code: the township's own office, and each district's bureaus. */
  townshipOffice: ReadonlyMap<string, number>
  bureaus: ReadonlyMap<string, readonly number[]>
  projectOffice: ReadonlyMap<string, number>
}

const bureauCodes = [
  'housing',
  'transport',
  'water',
  'agriculture',
  'natural-resources',
  'ecology',
  'urban-management',
  'emergency',
  'public-security',
] as const

export function benchDistrict(tree: DivisionTree, organisations: ReadonlyMap<string, number>): District {
  const idOf = (code: string) => {
    const id = organisations.get(code)
    if (id === undefined) throw new Error(`no organisation ${code}`)
    return id
  }
  const districts = tree.all.filter((division) => division.level === 'district').map(({ code }) => code)
  const townships = tree.all.filter((division) => division.level === 'township').map(({ code }) => code)
  return {
    villages: tree.all
      .filter((division) => division.level === 'village')
      .map(({ code }) => ({ code, township: code.slice(0, 9), district: code.slice(0, 6) })),
    townshipOffice: new Map(townships.map((code) => [code, idOf(code)])),
    bureaus: new Map(districts.map((code) => [code, bureauCodes.map((bureau) => idOf(`${code}-${bureau}`))])),
    projectOffice: new Map(districts.map((code) => [code, idOf(`${code}-projects`)])),
  }
}

export type PublishedLedger = { id: number; code: string; prefix: string }

const periodStart = Date.parse('2023-01-01T00:00:00+08:00')
/** All lies before this, so that no machine's clock is behind the data. */
export const periodEnd = Date.parse('2026-02-28T00:00:00+08:00')
const longestMs = 20 * 86_400_000
const openFrom = 0.92
const openShareAfter = 0.625

/** Which ledger each entry is in: exact numbers, in an order that is the same on every run. */
function dealLedgers(size: number, random: Random): Uint8Array {
  const [, ...others] = benchLedgers
  const listed = Math.min(listEntriesTarget, Math.floor(size * 0.28))
  const total = others.reduce((sum, { share }) => sum + share, 0)
  const dealt = new Uint8Array(size).fill(1)
  let at = 0
  dealt.fill(0, 0, listed)
  at = listed
  others.forEach(({ share }, index) => {
    const count = Math.round(((size - listed) * share) / total)
    dealt.fill(index + 1, at, Math.min(size, at + count))
    at = Math.min(size, at + count)
  })
  for (let index = size - 1; index > 0; index -= 1) {
    const other = random.below(index + 1)
    const swapped = dealt[index] ?? 0
    dealt[index] = dealt[other] ?? 0
    dealt[other] = swapped
  }
  return dealt
}

function stencilsByCourse(histories: readonly History[]): Map<Course, Stencil[]> {
  return Map.groupBy(
    histories.map((history) => new Stencil(history)),
    (stencil) => stencil.course,
  )
}

function drawCourse(open: boolean, random: Random): Course {
  const list = courses.filter((course) => course.open === open)
  let left = random.next() * list.reduce((sum, { weight }) => sum + weight, 0)
  for (const course of list) {
    left -= course.weight
    if (left <= 0) return course
  }
  return list[0] as Course
}

function partsOf(district: District, village: District['villages'][number], random: Random) {
  const bureaus = district.bureaus.get(village.district) ?? []
  const own = district.townshipOffice.get(village.township) ?? 0
  const office = district.projectOffice.get(village.district) ?? 0
  const person = (organisationId: number) => ({
    organisationId,
    accountId: 100_000 + organisationId * 20 + random.below(20),
    positionId: 100_000 + organisationId,
  })
  const unit = random.next() < 0.4 ? own : random.pick(bureaus)
  return {
    registrant: person(own),
    office: person(office),
    unit: person(unit),
    other: person(random.pick(bureaus.filter((id) => id !== unit))),
  }
}

/**
 * Writes `size` entries in the order of their registration, the same on every run. Every thousand entries it waits
 * for the sink to keep up.
 */
export async function writeEntries(
  size: number,
  { ledgers, district, histories }: { ledgers: PublishedLedger[]; district: District; histories: History[] },
  sink: Sink,
  breathe: (written: number) => Promise<void>,
): Promise<void> {
  const random = new Random(20_260_228)
  const stencils = stencilsByCourse(histories)
  const dealt = dealLedgers(size, random)
  const step = (periodEnd - longestMs - periodStart) / size
  for (let index = 0; index < size; index += 1) {
    const open = index >= size * openFrom && random.next() < openShareAfter
    const village = random.pick(district.villages)
    const one: Particulars = {
      ledger: ledgers[dealt[index] ?? 0] as PublishedLedger,
      number: index + 1,
      cost: 100 + random.below(20_000_000),
      village: village.code,
      start: Math.floor(periodStart + index * step),
      parts: partsOf(district, village, random),
    }
    random.pick(stencils.get(drawCourse(open, random)) ?? []).write(one, random, sink)
    if (index % 1000 === 999) await breathe(index + 1)
  }
  await breathe(size)
}
