/*
 * Makes test/golden/duplicates.json: invented persons, households, enterprises and places, some of them registered
 * twice the way clerks do, and some that only look alike. The same on every run. What is hard is made by hand and
 * stands in test/golden/duplicates-hard.json.
 *
 * node scripts/invent-duplicates.ts
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addDays } from '#kernel/time/model'
import { creditCodeCheckCharacter, idNumberCheckCharacter } from '#kernel/registry/model'
import { inventHouseholds, readInventedNames } from '#kernel/registry/server'

const root = join(import.meta.dirname, '..')
const words = JSON.parse(readFileSync(join(root, 'data/registry/duplicate-words.json'), 'utf8')) as Record<
  'alike' | 'mistaken' | 'roads' | 'firmNames' | 'firmTrades' | 'firmForms' | 'placeNames',
  string[]
> & { cityPrefix: string; numberWord: string; unitWord: string }
const names = readInventedNames()
const villages = ['211302009001', '211302009004', '211302009005', '211302101200']

let counter = 0
/** Evenly spread in [0, 1), the same on every run. */
function random(): number {
  counter += 1
  return createHash('sha256').update(`yiwang/duplicates/${counter}`).digest().readUInt32BE(0) / 2 ** 32
}
const chance = (share: number) => random() < share
const below = (n: number) => Math.floor(random() * n)
const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T

/** One character of the name, not the first, replaced by another of its set. */
function replaced(name: string, sets: readonly string[]): string {
  const places = Array.from(name).flatMap((character, index) => {
    const set = sets.find((one) => one.includes(character) && one.length > 1)
    return index > 0 && set ? [{ index, others: Array.from(set).filter((other) => other !== character) }] : []
  })
  if (places.length === 0) return name
  const { index, others } = pick(places)
  return Array.from(name)
    .map((character, at) => (at === index ? pick(others) : character))
    .join('')
}

function mistyped(name: string): string {
  const roll = random()
  if (roll < 0.5) return name
  if (roll < 0.75) return replaced(name, words.alike)
  if (roll < 0.93 || name.length < 3) return replaced(name, words.mistaken)
  return Array.from(name)
    .filter((_, index) => index !== 1)
    .join('')
}

function nearDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  if (Number(date) <= 12 && month !== date) return `${year}-${date}-${month}`
  // Another last digit of a day that every month has.
  const other = date.slice(1) === '1' ? '2' : '1'
  return `${year}-${month}-${Number(date) >= 30 ? '20' : date.slice(0, 1) + other}`
}

let phones = 50_000
function newPhone(): string {
  phones += 1
  return `154${String((phones * 1_234_567) % 100_000_000).padStart(8, '0')}`
}

const newAddress = () => `${pick(words.roads)}${1 + below(400)}${words.numberWord}`

function otherAddress(address: string): string {
  const roll = random()
  if (roll < 0.5) return address
  if (roll < 0.7) return address.slice(1)
  if (roll < 0.8) return `${address}${1 + below(6)}${words.unitWord}`
  return newAddress()
}

type PersonRecord = {
  entity: string
  name: string
  idNumber: string | null
  phone: string | null
  birthDate: string | null
  sex: 'male' | 'female' | null
  divisionCode: string
  address: string
}

function inventPersons(): PersonRecord[] {
  const order = villages.map((code) => ({ code, households: 60 }))
  const { persons } = inventHouseholds({ names, villages: order, on: '2026-01-01', seed: 77 })
  const records: PersonRecord[] = persons.map((person, index) => {
    const number = person.idNumber ?? ''
    return {
      entity: `p${index}`,
      name: person.name,
      idNumber: number,
      phone: person.phone ?? null,
      birthDate: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
      sex: Number(number[16]) % 2 === 1 ? 'male' : 'female',
      divisionCode: person.divisionCode,
      address: person.address,
    }
  })
  const twice = records.filter((_, index) => index % 3 === 0).map(secondRecord)
  return [...records, ...twice, ...records.filter((_, index) => index % 5 === 1).map(lookalike)]
}

/** The same person, registered again by somebody who had no number and typed the rest. */
function secondRecord(one: PersonRecord): PersonRecord {
  const moved = chance(0.15)
  const roll = random()
  const phone = roll < 0.5 ? one.phone : roll < 0.8 ? newPhone() : null
  const day = random()
  return {
    ...one,
    name: mistyped(one.name),
    idNumber: null,
    phone,
    birthDate:
      day < 0.8 || one.birthDate === null ? one.birthDate : day < 0.9 ? nearDay(one.birthDate) : null,
    sex: chance(0.9) ? one.sex : null,
    divisionCode: moved ? pick(villages) : one.divisionCode,
    address: moved ? newAddress() : otherAddress(one.address),
  }
}

let lookalikes = 0
/** Another person who shares much: a brother, a twin, a father's phone, a common name. */
function lookalike(one: PersonRecord): PersonRecord {
  lookalikes += 1
  const other: PersonRecord = {
    ...one,
    entity: `x${lookalikes}`,
    idNumber: null,
    phone: chance(0.5) ? newPhone() : null,
  }
  const day = one.birthDate ?? '1980-01-01'
  const surname = one.name.slice(0, -2)
  switch (lookalikes % 4) {
    case 0:
      return {
        ...other,
        name: surname + pick(names.given),
        birthDate: addDays(day, 400 + below(2000)),
        phone: one.phone,
      }
    case 1:
      return {
        ...other,
        birthDate: addDays(day, 700 + below(9000)),
        address: newAddress(),
        idNumber: numberFor(day, lookalikes),
      }
    case 2:
      return {
        ...other,
        name: surname + pick(names.given),
        sex: one.sex,
        birthDate: day,
        divisionCode: pick(villages),
        address: newAddress(),
      }
    default:
      return {
        ...other,
        name: replaced(one.name, words.alike),
        birthDate: addDays(day, -9000),
        phone: one.phone,
      }
  }
}

/** A number of its own on a day that its record doesn't tell apart: kept by 990000 and a serial from 700 on. */
function numberFor(day: string, serial: number): string | null {
  return serial > 250 ? null : checked(`990000${addDays(day, 1).replaceAll('-', '')}${700 + serial}`)
}
const checked = (body: string) => body + idNumberCheckCharacter(body)

function inventEnterprises() {
  return Array.from({ length: 120 }, (_, index) => {
    const code = `91990000${'ABCDEFGHJKLMNPQRTUWXY'[index % 21]}${String(10_000_000 + index * 7919).slice(0, 8)}`
    const short = `${words.firmNames[index % 20]}${words.firmTrades[Math.floor(index / 20) % 10]}`
    const one = {
      entity: `e${index}`,
      name: `${chance(0.4) ? words.cityPrefix : ''}${short}${pick(words.firmForms)}`,
      creditCode: (code + creditCodeCheckCharacter(code)) as string | null,
      phone: newPhone() as string | null,
      contactName: pick(names.surnames) + pick(names.given),
      divisionCode: pick(villages),
      address: newAddress(),
    }
    if (index % 3 !== 0) return [one]
    const shortName = chance(0.6) ? short : replaced(short, words.alike)
    return [
      one,
      {
        ...one,
        name: `${chance(0.4) ? words.cityPrefix : ''}${shortName}${chance(0.5) ? pick(words.firmForms) : ''}`,
        creditCode: null,
        phone: chance(0.5) ? one.phone : null,
        contactName: chance(0.5) ? one.contactName : '',
        address: otherAddress(one.address),
      },
    ]
  }).flat()
}

function inventPlaces() {
  return Array.from({ length: 64 }, (_, index) => {
    const point: [number, number] = [120.45 + (index % 8) * 0.02, 41.57 + Math.floor(index / 8) * 0.02]
    const one = {
      entity: `l${index}`,
      name: `${pick(names.surnames)}${words.placeNames[index % 8]}`,
      kind: 'site',
      divisionCode: villages[index % 4] as string,
      address: newAddress(),
      point: point as [number, number] | null,
    }
    if (index % 2 === 1) return [one]
    const near: [number, number] = [point[0] + 0.0002, point[1] + 0.0001]
    return [
      one,
      {
        ...one,
        name: chance(0.5) ? one.name : replaced(one.name, words.alike),
        address: otherAddress(one.address),
        point: chance(0.6) ? near : null,
      },
    ]
  }).flat()
}

/** Households by their heads; where one is there twice, so is its head. */
function inventFamilies() {
  return Array.from({ length: 90 }, (_, index) => {
    const one = {
      entity: `h${index}`,
      number: String(index).padStart(4, '0') as string | null,
      head: pick(names.surnames) + pick(names.given),
      headBirthDate: addDays('1955-01-01', below(15_000)) as string | null,
      divisionCode: villages[index % 4] as string,
      address: newAddress(),
    }
    if (index % 3 !== 0) return [one]
    const headBirthDate = chance(0.7) ? one.headBirthDate : null
    return [
      one,
      { ...one, number: null, head: mistyped(one.head), headBirthDate, address: otherAddress(one.address) },
    ]
  }).flat()
}

const set = {
  note: 'Invented; made by scripts/invent-duplicates.ts. Records of one entity are one object registered twice.',
  person: inventPersons(),
  household: inventFamilies(),
  enterprise: inventEnterprises(),
  place: inventPlaces(),
}
const line = (record: object) => `    ${JSON.stringify(record)}`
const text = Object.entries(set).map(([name, value]) =>
  typeof value === 'string'
    ? `  "${name}": ${JSON.stringify(value)}`
    : `  "${name}": [\n${value.map(line).join(',\n')}\n  ]`,
)
writeFileSync(join(root, 'test/golden/duplicates.json'), `{\n${text.join(',\n')}\n}\n`)
