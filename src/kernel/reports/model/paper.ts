/** A document on paper, told once: Word and PDF are made from the same description. */
import { type Head, type Row, widthOf } from './table.ts'

/** Headings are numbered by their level: 一、 then （一） then 1. then （1）, as GB/T 9704 has it; those of level 0 have none. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 0 | 1 | 2 | 3 | 4; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Names and what they hold, two pairs to a line. */
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | {
      readonly kind: 'table'
      readonly heads: readonly Head[]
      readonly rows: readonly Row[]
      readonly total?: Row
      /** Ink of the cells that say exactly this. */
      readonly colours?: Readonly<Record<string, string>>
    }
  /** Beside one another on a sheet; each has its share of the width. */
  | {
      readonly kind: 'columns'
      readonly columns: readonly (readonly Block[])[]
      readonly shares: readonly number[]
    }
  | {
      readonly kind: 'figures'
      readonly figures: readonly { value: string; label: string; colour?: string }[]
    }
  /** Lines, areas and letters as SVG, as wide as the page; a text document has only its words. */
  | { readonly kind: 'drawing'; readonly svg: string; readonly words: string }
  /** A code that leads to a page, where a document has several; the picture is made when it is written. */
  | { readonly kind: 'code'; readonly address: string; readonly caption: string; readonly picture?: string }
  /** What follows begins a page. */
  | { readonly kind: 'page' }
  /** Set smaller, under a table or at the end. */
  | { readonly kind: 'note'; readonly text: string }

/** A long one takes a line for itself. */
export type Fact = { readonly label: string; readonly value: string; readonly long?: boolean }

export type Paper = {
  /** A sheet of figures instead of a document by GB/T 9704. */
  readonly page?: { readonly paper: 'A4' | 'A3'; readonly lying: boolean }
  /** 版头: the organisation's name in red, and under it the number (发文字号). */
  readonly masthead?: { readonly organisation: string; readonly number: string }
  readonly title: string
  /** Small, under the title. */
  readonly under?: string
  /** 主送机关. */
  readonly addressee?: string
  readonly blocks: readonly Block[]
  readonly attachments?: readonly string[]
  /** 落款. */
  readonly signature?: { readonly organisation: string; readonly date: string }
  /** 抄送. */
  readonly copies?: string
  /** A code that leads to the page that this was made of, with a word on it. */
  readonly code?: { readonly address: string; readonly caption: string }
  /** Written into the file's properties and nowhere else; with the same content it makes the same bytes. */
  readonly made: string
  readonly words: PaperWords
  readonly numerals: string
}

/** What the frame of a document says by itself, in its language. */
export type PaperWords = {
  readonly attachment: string
  readonly copies: string
  readonly colon: string
}

const sheets = { 2: ['（', '）'], 4: ['（', '）'] } as const

/** 一 to 九十九; the numerals are those of the catalogue, one to ten. */
export function chineseNumber(number: number, numerals: string): string {
  const digit = (value: number) => numerals[value - 1] ?? ''
  const ten = numerals[9] ?? ''
  if (number < 1 || number > 99) return String(number)
  if (number <= 10) return digit(number)
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  return `${tens > 1 ? digit(tens) : ''}${ten}${ones > 0 ? digit(ones) : ''}`
}

/** The blocks with the numbers of their headings set before their texts; without numerals 1., 1.1., and so on. */
export function numberHeadings(blocks: readonly Block[], numerals: string): Block[] {
  const counts = [0, 0, 0, 0]
  return blocks.map((block) => {
    if (block.kind !== 'heading' || block.level === 0) return block
    const { level } = block
    counts[level - 1] = (counts[level - 1] ?? 0) + 1
    counts.fill(0, level)
    const number = counts[level - 1] ?? 1
    const [open, close] = sheets[level as 2 | 4] ?? []
    if (numerals === '') return { ...block, text: `${counts.slice(0, level).join('.')}. ${block.text}` }
    const chinese = chineseNumber(number, numerals)
    const mark = {
      1: `${chinese}、`,
      2: `${open}${chinese}${close}`,
      3: `${number}. `,
      4: `${open}${number}${close}`,
    }[level]
    return { ...block, text: `${mark}${block.text}` }
  })
}

/** Pairs of a name and what it holds, two to a line; a long one has a line for itself. */
export function factLines(facts: readonly Fact[]): Fact[][] {
  const lines: Fact[][] = []
  for (const fact of facts) {
    const last = lines.at(-1)
    const isLong = fact.long === true || widthOf(fact.value) > 26 || fact.value.includes('\n')
    if (!isLong && last?.length === 1 && !last[0]?.long) last.push(fact)
    else lines.push([isLong ? { ...fact, long: true } : fact])
  }
  return lines
}
