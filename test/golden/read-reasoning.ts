/**
 * Recomputes a due date from the printed lines of its reasoning and nothing else, as a person with a pencil would: no
 * calendar, no terms, no program. The last line, which tells the due date, is not read.
 */
export type Language = 'zh-CN' | 'en'

type Patterns = Record<'start' | 'day' | 'halfDay' | 'ran' | 'left' | 'moved' | 'extension' | 'due', RegExp>

const date = String.raw`(\d{4}-\d{2}-\d{2})`
const span = String.raw`${date} (\d{2}:\d{2})–(?:${date} )?(\d{2}:\d{2})`
const patterns: Record<Language, Patterns> = {
  'zh-CN': {
    start: new RegExp(
      `^${date} (\\d{2}:\\d{2}) 起算，期限 (\\d+) (\\S+?)，.*?(?:办公时间 \\S*–(\\d{2}:\\d{2}))?$`,
    ),
    day: new RegExp(`^${date} 第 (\\d+) (个工作日|日)`),
    halfDay: new RegExp(`^${span} 第 (\\d+) (个半日)`),
    ran: new RegExp(`^${span} 计 ([\\d,]+) 分钟，累计 ([\\d,]+) 分钟`),
    left: new RegExp(`^${date}.* ?不计（`),
    moved: new RegExp(`^${date} 不是工作日`),
    extension: /^延期 (\d+) (\S+?)（.*?）(?:；.*–(\d{2}:\d{2}))?$/,
    due: /到期/,
  },
  en: {
    start: new RegExp(
      `^from ${date} (\\d{2}:\\d{2}), limit (\\d+) ([a-z -]+?)[;,].*?(?:office hours.*–(\\d{2}:\\d{2}))?$`,
    ),
    day: new RegExp(`^${date} is (?:working )?day (\\d+)`),
    halfDay: new RegExp(`^${span} is half-day (\\d+)`),
    ran: new RegExp(`^${span} counts ([\\d,]+) minutes?, ([\\d,]+) minutes? in all`),
    left: new RegExp(`^${date}.*not counted`),
    moved: new RegExp(`^${date} is a day of rest`),
    extension: /^extended by (\d+) ([a-z -]+?) \(.*?\)(?:; .*–(\d{2}:\d{2}))?$/,
    due: /^due /,
  },
}

const isTime = (unit: string) => /小时|hour/.test(unit)
const instant = (day: string, time: string) => Date.parse(`${day}T00:00:00+08:00`) + minutesOf(time) * 60_000
const dayAfter = (day: string) =>
  new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return Number(hours) * 60 + Number(minutes)
}

class Pencil {
  #unit = ''
  #wanted = 0
  #counted = 0
  #closing: string | undefined
  #end = 0
  /** The days that the lines name, in their order. */
  readonly days: string[] = []
  readonly #patterns: Patterns

  constructor(language: Language) {
    this.#patterns = patterns[language]
  }

  #limit(count: string, unit: string, closing: string | undefined): void {
    const family = unit.replace(/s$/, '')
    if (family !== this.#unit) [this.#unit, this.#wanted, this.#counted] = [family, 0, 0]
    this.#wanted += Number(count) * (isTime(unit) ? 60 : 1)
    if (closing) this.#closing = closing
  }

  #count(no: string, day: string, end: number): void {
    if (Number(no) !== this.#counted + 1)
      throw new Error(`${day}: number ${no} does not follow ${this.#counted}`)
    this.#counted += 1
    this.#end = end
    this.days.push(day)
  }

  read(line: string): void {
    const { start, day, halfDay, ran, left, moved, extension } = this.#patterns
    const found = (pattern: RegExp) =>
      pattern
        .exec(line)
        ?.slice(1)
        .map((part) => part ?? '')
    let parts: string[] | undefined
    if ((parts = found(start))) {
      this.days.push(parts[0] ?? '')
      this.#limit(parts[2] ?? '', parts[3] ?? '', parts[4])
    } else if ((parts = found(extension))) this.#limit(parts[0] ?? '', parts[1] ?? '', parts[2])
    else if ((parts = found(halfDay))) {
      this.#count(parts[4] ?? '', parts[0] ?? '', instant(parts[0] ?? '', parts[3] ?? ''))
    } else if ((parts = found(day))) this.#day(line, parts[1] ?? '', parts[0] ?? '')
    else if ((parts = found(ran))) this.#ran(parts)
    else if ((parts = found(moved))) {
      this.#end = instant(dayAfter(parts[0] ?? ''), '24:00')
      this.days.push(parts[0] ?? '')
    } else if ((parts = found(left))) this.days.push(parts[0] ?? '')
    else throw new Error(`a line that cannot be read: ${line}`)
  }

  #day(line: string, no: string, on: string): void {
    const working = /工作日|working day/.test(line.replace(/（.*|\(.*/, ''))
    if (working && !this.#closing) throw new Error('the lines do not say when the office closes')
    this.#count(no, on, instant(on, working ? (this.#closing ?? '') : '24:00'))
  }

  #ran([from = '', fromTime = '', to = '', toTime = '', minutes = '', total = '']: string[]): void {
    const end = instant(to || from, toTime)
    const [length, sum] = [minutes, total].map((text) => Number(text.replace(',', '')))
    if ((end - instant(from, fromTime)) / 60_000 !== length)
      throw new Error(`${from}: not ${minutes} minutes`)
    this.#counted += length ?? 0
    if (this.#counted !== sum) throw new Error(`${from}: ${this.#counted} minutes in all, not ${total}`)
    this.#end = end
    for (let day = from; ; day = dayAfter(day)) {
      this.days.push(day)
      if (day >= (to || from)) return
    }
  }

  /** The due instant in milliseconds. */
  get end(): number {
    if (this.#counted !== this.#wanted) throw new Error(`counted ${this.#counted} of ${this.#wanted}`)
    return this.#end
  }
}

/** The due date by the lines alone, and every day that they name. */
export function readReasoning(
  lines: readonly string[],
  language: Language,
): { dueAt: string; days: string[] } {
  const pencil = new Pencil(language)
  for (const line of lines.filter((text) => !patterns[language].due.test(text))) pencil.read(line)
  return { dueAt: new Date(pencil.end).toISOString(), days: [...new Set(pencil.days)] }
}
