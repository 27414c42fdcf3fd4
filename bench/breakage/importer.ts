import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Desk, Reply } from './desk.ts'

const households = 120
const personsEach = 3
const village = '211302009004'

type Step = 'upload' | 'check' | 'await_check' | 'run' | 'await_run'
type Shown = { id: string; state: string; proposed: Record<string, number> }

/** One who imports lists of households, goes on where it was cut off, and knows which were told to be done. */
export class Importer {
  #no = 0
  #key = ''
  #id: string | undefined
  #proposed: Record<string, number> = {}
  #step: Step = 'upload'
  /** Sources of the lists that one was told were taken over. */
  readonly done: string[] = []
  readonly faults: string[] = []

  /** What is being done to a list, as far as one was told. */
  get awaited(): 'check' | 'run' | null {
    return this.#step === 'await_check' ? 'check' : this.#step === 'await_run' ? 'run' : null
  }

  /** Goes on until the line ends or it shall stop. */
  async work(desk: Desk, shallStop: () => boolean): Promise<void> {
    while (!shallStop()) {
      const reply = await this.#next(desk)
      if (reply === 'lost') return
      if (reply.status >= 500) this.faults.push(`${this.#step}: ${reply.text}`)
      if (reply.status < 300) this.#goOn(JSON.parse(reply.text) as Shown)
      else if (reply.status === 409 || reply.status === 404) this.#step = 'await_run'
      if (this.awaited !== null) await new Promise((resolve) => setTimeout(resolve, 15))
    }
  }

  #next(desk: Desk): Promise<Reply | 'lost'> {
    const path = `/api/imports/${this.#id}`
    switch (this.#step) {
      case 'upload':
        this.#no += 1
        this.#key = crypto.randomUUID()
        return desk.send('POST', `/api/imports?name=list-${this.#no}.csv`, {
          raw: { type: 'text/csv', bytes: Buffer.from(listNo(this.#no)) },
        })
      case 'check':
        return desk.send('PUT', `${path}/check`, {
          body: {
            mapping: this.#proposed,
            options: { source: sourceNo(this.#no), asOf: null, from: '2020-01-01' },
          },
        })
      case 'run':
        return desk.send('POST', `${path}/run`, { key: this.#key })
      case 'await_check':
      case 'await_run':
        return desk.send('GET', path)
    }
  }

  #goOn({ id, state, proposed }: Shown): void {
    this.#id = id
    this.#proposed = proposed
    const steps: Record<string, Step> = {
      uploaded: 'check',
      to_check: 'await_check',
      checking: 'await_check',
      checked: 'run',
      to_run: 'await_run',
      running: 'await_run',
    }
    if (state === 'done') this.done.push(sourceNo(this.#no))
    if (state === 'failed' || state === 'cancelled') this.faults.push(`list ${this.#no}: ${state}`)
    this.#step = steps[state] ?? 'upload'
  }
}

const sourceNo = (no: number) => `breakage list ${no}`

function listNo(no: number): string {
  const lines = ['村（社区）代码,户编号,姓名,与户主关系,家庭住址']
  for (let household = 0; household < households; household += 1)
    for (let member = 0; member < personsEach; member += 1)
      lines.push(
        `${village},${no}-${household},示例${no}甲${household}之${member},${member === 0 ? '户主' : '子女'},示例路${household}号`,
      )
  return lines.join('\n')
}

/** Lists of which another number stands than all or nothing, and those that stand whole. */
export async function listsStanding(db: Database): Promise<{ half: string[]; whole: string[] }> {
  const { rows } = await sql<{ source: string; households: number; persons: number }>`
    select source, (select count(*) from household h where h.source = s.source)::int as households,
      (select count(*) from person p where p.source = s.source)::int as persons
    from (select distinct source from household where source like 'breakage list %'
      union select distinct source from person where source like 'breakage list %') s`.execute(db)
  const isWhole = (row: (typeof rows)[number]) =>
    row.households === households && row.persons === households * personsEach
  return {
    half: rows.filter((row) => !isWhole(row)).map((row) => JSON.stringify(row)),
    whole: rows.filter(isWhole).map(({ source }) => source),
  }
}
