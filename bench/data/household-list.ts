import { write } from 'hucre'
import { inventHouseholds, readInventedNames } from '#kernel/registry/server'

/** Of one list, as the real list that the goal was set by has them. */
export const households = 28_175
export const persons = 90_000
/** The head of every so manieth household of the first list, if there is a telephone, comes again in the others. */
const knownEvery = 100

const headings = ['村（社区）代码', '户编号', '姓名', '与户主关系', '公民身份号码', '联系电话', '家庭住址']

type Known = { name: string; phone: string }

/** Lists as districts would send them, one row for each person; nobody comes twice but those who are meant to. */
export class HouseholdLists {
  readonly #villages: readonly string[]
  readonly #known = new Map<number, Known>()
  #lists = 0
  #order = 0

  constructor(villages: readonly string[]) {
    this.#villages = villages
  }

  /** How many heads of each list but the first are persons of the first one. */
  get known(): number {
    return this.#known.size
  }

  /**
   * The next list, as .xlsx. Persons of the first list are written with name, telephone and address as there, but without
   * their number.
   */
  async next(): Promise<Buffer> {
    const no = this.#lists
    this.#lists += 1
    const each = Math.ceil((persons / this.#villages.length / 2.2) * 1.1)
    const invented = inventHouseholds({
      names: readInventedNames(),
      villages: this.#villages.map((code) => ({ code, households: each })),
      on: '2026-01-01',
      seed: 11 + no,
      after: { number: 0, order: this.#order, phone: no * persons * 2 },
    })
    if (invented.persons.length < persons)
      throw new Error(`only ${invented.persons.length} persons were invented`)
    for (const { idNumber } of invented.persons)
      this.#order = Math.max(this.#order, Math.ceil(Number(idNumber?.slice(14, 17)) / 2))
    const rows: (string | null)[][] = [headings]
    let next = 0
    for (let household = 0; household < households; household += 1) {
      const size = household < persons - households * 3 ? 4 : 3
      const village = this.#villages[household % this.#villages.length] ?? ''
      const known = no > 0 ? this.#known.get(household) : undefined
      for (let member = 0; member < size; member += 1) {
        const person = invented.persons[next]
        next += 1
        const one = member === 0 && known ? { ...known, idNumber: null } : person
        rows.push([
          village,
          String(household + no * households).padStart(6, '0'),
          one?.name ?? '',
          member === 0 ? '户主' : '子女',
          one?.idNumber ?? null,
          one?.phone ?? null,
          `示例路${household}号`,
        ])
        if (no === 0 && member === 0 && household % knownEvery === 0 && person?.phone)
          this.#known.set(household, { name: person.name, phone: person.phone })
      }
    }
    return Buffer.from(await write({ sheets: [{ name: 'list', rows }] }))
  }
}
