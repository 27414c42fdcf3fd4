import { type Locale, translate } from '#kernel/i18n/model'
import type { EntryState, Json } from '#kernel/ledgers/model'
import type { Block, Fact, Paper } from '#kernel/reports/model'
import { paperWords } from '#kernel/reports/server'
import { shanghaiDate } from '#kernel/time/model'
import { formatFen } from '#kernel/ui/model'
import type { ProjectSheet } from './project-sheet.ts'

type Say = (key: string, params?: Record<string, string | number>) => string

/** What is said of a project, in the order of the page. */
const said = [
  'enterprises',
  'category',
  'park',
  'chain',
  'location',
  'stageText',
  'investmentFen',
  'investedFen',
  'capacity',
  'outputValue',
  'jobs',
  'expectedDates',
] as const
const long = new Set<string>(['enterprises', 'capacity', 'outputValue', 'expectedDates'])
const shapes = { red: '●', yellow: '▲', blue: '■', green: '◆', not_provable: '○' } as const

function valueText(name: string, value: Json | undefined, say: Say, locale: Locale): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'number') return name.endsWith('Fen') ? formatFen(value, locale) : String(value)
  if (name === 'category' && typeof value === 'string') return say(`projects.category.${value}`)
  return typeof value === 'string' ? value : ''
}

/** A fact with where and when it was said; what nobody has said stays blank, in so many words. */
function factOf(
  { values, origins }: EntryState,
  name: (typeof said)[number],
  say: Say,
  locale: Locale,
): Fact {
  const label = name === 'chain' ? say('circulars.field.chain') : say(`projects.field.${name}`)
  const value = valueText(name, values[name], say, locale)
  if (value === '') return { label, value: say('circulars.sheet.unknown') }
  const origin = origins[name]
  if (!origin) return { label, value, long: long.has(name) }
  const day = shanghaiDate(new Date(origin.effectiveAt))
  const text = origin.source
    ? say('circulars.sheet.sourced', { value, source: origin.source, day: day.slice(0, 7) })
    : say('circulars.sheet.recorded', { value, day })
  return { label, value: text, long: long.has(name) }
}

const orUnknown = (text: string, say: Say) => (text === '' ? say('circulars.sheet.unknown') : text)

function blocksOf(sheet: ProjectSheet, say: Say, locale: Locale, origin: string): Block[] {
  const { state, wall, place, people } = sheet
  const { colour, done, total } = wall.colour
  const heading = (key: string): Block => ({ kind: 'heading', level: 0, text: say(key) })
  const address = `${origin}/projects/${state.id}`
  return [
    heading('circulars.sheet.facts'),
    {
      kind: 'facts',
      facts: [
        {
          label: say('projects.field.colour'),
          value: `${shapes[colour]} ${say(`projects.colour.${colour}`)}`,
        },
        {
          label: say('circulars.sheet.procedures'),
          value: total > 0 ? `${done}/${total}` : say('circulars.sheet.unknown'),
        },
        { label: say('circulars.sheet.stage'), value: say(`projects.stage.${wall.stage}`) },
        { label: say('circulars.sheet.place'), value: orUnknown(place, say) },
        ...said.map((name) => factOf(state, name, say, locale)),
      ],
    },
    heading('circulars.sheet.people'),
    { kind: 'facts', facts: people.map(({ label, name }) => ({ label, value: orUnknown(name, say) })) },
    heading('circulars.sheet.milestones'),
    milestonesOf(sheet, say),
    heading('circulars.sheet.problems'),
    problemsOf(sheet, say),
    {
      kind: 'columns',
      shares: [0.84, 0.16],
      columns: [
        [heading('circulars.sheet.supervision'), supervisionOf(sheet, say)],
        [{ kind: 'code', address, caption: say('circulars.sheet.code', { address }) }],
      ],
    },
  ]
}

function supervisionOf({ lastStep, lastCircular }: ProjectSheet, say: Say): Block {
  const step = lastStep
    ? say('circulars.sheet.step', {
        on: lastStep.on,
        step: say(`circulars.step.${lastStep.step}`),
        title: lastStep.title,
        outcome: say(`circulars.result.${lastStep.outcome}`),
      })
    : say('circulars.sheet.none')
  return {
    kind: 'facts',
    facts: [
      {
        label: say('circulars.sheet.last_circular'),
        value: lastCircular ?? say('circulars.sheet.none'),
        long: true,
      },
      { label: say('circulars.sheet.last_step'), value: step, long: true },
    ],
  }
}

/** So many lines fit beside the rest on one page; how many more there are is said. */
const linesMax = 4

type Heads = Extract<Block, { kind: 'table' }>['heads']

function shortened(heads: Heads, rows: string[][], say: Say): Block {
  const left = rows.length - linesMax
  const more: Block[] =
    left > 0 ? [{ kind: 'note', text: say('projects.wall.paper.more', { count: left }) }] : []
  return {
    kind: 'columns',
    shares: [1],
    columns: [[{ kind: 'table', heads, rows: rows.slice(0, linesMax) }, ...more]],
  }
}

function milestonesOf({ wall }: ProjectSheet, say: Say): Block {
  const rows = wall.milestones.map(({ label, due, state }) => [
    label,
    due,
    say(`projects.milestone_state.${state}`),
  ])
  if (rows.length === 0) return { kind: 'note', text: say('circulars.sheet.unknown') }
  const heads = [
    { title: say('circulars.node.field.title'), kind: 'text' as const },
    { title: say('circulars.column.due'), kind: 'code' as const },
    { title: say('circulars.sheet.state'), kind: 'text' as const },
  ]
  return shortened(heads, rows, say)
}

function problemsOf({ problems }: ProjectSheet, say: Say): Block {
  const rows = problems.map(({ no, title, organisation, late }) => [
    `${title} ${no}`,
    organisation,
    late ? say('circulars.days', { days: late.days }) : '',
  ])
  if (rows.length === 0) return { kind: 'note', text: say('circulars.sheet.none') }
  const heads = [
    { title: say('circulars.column.matter'), kind: 'text' as const },
    { title: say('circulars.column.unit'), kind: 'text' as const },
    { title: say('circulars.column.days'), kind: 'code' as const },
  ]
  return shortened(heads, rows, say)
}

type Asked = { sheets: readonly ProjectSheet[]; locale: Locale; origin: string; now: Date }

/** 一项目一页: each project on an A4 page of its own, in one file, with a code that leads to its page. */
export function sheetPaper({ sheets, locale, origin, now }: Asked): Paper {
  const say: Say = (key, params) => translate(locale, key, params)
  const under = ({ state }: ProjectSheet) =>
    [
      say('circulars.sheet.under', { no: state.no, at: shanghaiDate(now) }),
      ...(state.values.demonstration === true ? [say('circulars.sheet.invented')] : []),
    ].join(' · ')
  const [first] = sheets
  return {
    page: { paper: 'A4', lying: false },
    title: first?.state.title ?? '',
    under: first ? under(first) : '',
    blocks: sheets.flatMap((sheet, index): Block[] => [
      ...(index > 0
        ? [
            { kind: 'page' as const },
            { kind: 'heading' as const, level: 0 as const, text: sheet.state.title },
            { kind: 'note' as const, text: under(sheet) },
          ]
        : []),
      ...blocksOf(sheet, say, locale, origin),
    ]),
    made: now.toISOString(),
    ...paperWords(locale),
  }
}
