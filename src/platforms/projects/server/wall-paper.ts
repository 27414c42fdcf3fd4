import type { Locale } from '#kernel/i18n/model'
import type { Block, Paper } from '#kernel/reports/model'
import { codeTo, paperWords } from '#kernel/reports/server'
import { shanghaiInstant } from '#kernel/time/model'
import { type ProjectColour, projectColours } from '../model/colour.ts'
import { type ChartGrouping, countWall, headlineOf, type Wall, type WallGroup } from '../model/wall.ts'
import type { WallAnswer, WallProject } from '../model/wall-rows.ts'
import {
  chartSheets,
  groupLine,
  groupName,
  inCardOrder,
  lateItems,
  listedName,
  type WallText,
  wallText,
} from '../model/wall-words.ts'

/** On paper as on the screen: a shape and a word for each colour, so that grey print tells them apart. */
const shapes: Record<ProjectColour, string> = {
  red: '●',
  yellow: '▲',
  blue: '■',
  green: '◆',
  not_provable: '○',
}
const inks: Record<ProjectColour, string> = {
  red: '#c62828',
  yellow: '#8a6400',
  blue: '#1f5fbf',
  green: '#2b7f3b',
  not_provable: '#56636a',
}
/** As many projects as stand beside the groups on the first page. */
const firstPageMax = 26
const groupsMax = 14
const lateMax = 16

type Asked = {
  answer: WallAnswer
  locale: Locale
  unit: string
  origin: string
  /** By what the chart is drawn; without, every project in the order of what needs somebody. */
  chart?: ChartGrouping | undefined
}

const markOf = ({ say }: WallText, colour: ProjectColour) =>
  `${shapes[colour]} ${say(`projects.colour.${colour}`)}`

function groupsTable(text: WallText, wall: Wall, dimension: 'colour' | 'stage' | ChartGrouping): Block {
  const groups: readonly WallGroup[] = wall.groups[dimension]
  const rows = groups
    .slice(0, groupsMax)
    .map((group) => [
      dimension === 'colour' ? markOf(text, group.key as ProjectColour) : groupName(text, dimension, group),
      group.count,
      group.investment.known === 0 ? '—' : text.money(group.investment.fen),
    ])
  return {
    kind: 'table',
    heads: [
      { title: text.say(`projects.wall.by.${dimension}`), kind: 'text' },
      { title: text.say('projects.wall.paper.count'), kind: 'integer' },
      { title: text.say('projects.wall.paper.money'), kind: 'code' },
    ],
    rows,
    colours: coloursOf(text),
  }
}

const coloursOf = (text: WallText) =>
  Object.fromEntries(projectColours.map((colour) => [markOf(text, colour), inks[colour]]))

/** A project, or the line over those of a group. */
type Line = WallProject | { readonly group: string }
const isProject = (line: Line): line is WallProject => 'id' in line

function projectsTable(text: WallText, lines: readonly Line[], from: number): Block {
  const { say } = text
  let number = from
  return {
    kind: 'table',
    heads: [
      { title: say('reports.column.number'), kind: 'integer' },
      { title: say('projects.wall.paper.project'), kind: 'text' },
      { title: say('projects.field.colour'), kind: 'text' },
      { title: say('projects.wall.paper.procedures'), kind: 'code' },
      { title: say('ledgers.column.stage'), kind: 'text' },
      { title: say('ledgers.column.division'), kind: 'text' },
      { title: say('projects.wall.paper.money'), kind: 'code' },
      { title: say('projects.wall.problems'), kind: 'text' },
    ],
    rows: lines.map((project) =>
      isProject(project)
        ? [
            ++number,
            listedName(text, project),
            markOf(text, project.colour.colour),
            project.colour.total > 0 ? `${project.colour.done}/${project.colour.total}` : '—',
            say(`projects.stage.${project.stage}`),
            groupName(text, 'township', { key: project.divisionCode.slice(0, 9) }),
            project.investmentFen === null ? '—' : text.money(project.investmentFen),
            problemsOf(text, project),
          ]
        : [null, project.group, null, null, null, null, null, null],
    ),
    colours: coloursOf(text),
  }
}

function problemsOf({ say }: WallText, { openProblems, overdueProblems }: WallProject): string {
  if (openProblems === 0) return ''
  const open = say('projects.wall.paper.open', { count: openProblems })
  return overdueProblems > 0
    ? `${open} ${say('projects.wall.card_overdue', { count: overdueProblems })}`
    : open
}

function lateTable(text: WallText, { answer }: Asked): Block[] {
  const late = lateItems(text, answer.projects, answer.problems, answer.day)
  const heading: Block = { kind: 'heading', level: 0, text: text.say('projects.wall.what_is_late') }
  if (late.length === 0) return [heading, { kind: 'note', text: text.say('projects.wall.nothing_late') }]
  const heads = [
    { title: text.say('reports.entry.matter'), kind: 'text' as const },
    { title: text.say('projects.wall.paper.late'), kind: 'code' as const },
  ]
  const rows = late.slice(0, lateMax).map((item) => [`${item.title}\n${item.where}`, item.late])
  const more = late.length - rows.length
  const note: Block[] =
    more > 0 ? [{ kind: 'note', text: text.say('projects.wall.paper.more', { count: more }) }] : []
  return [heading, { kind: 'table', heads, rows }, ...note]
}

/** All projects in the order of what needs somebody, or under the names of the chart's groups. */
function linesOf(
  text: WallText,
  wall: Wall,
  { chart, answer }: Asked,
  projects: readonly WallProject[],
): readonly Line[] {
  if (!chart) return projects
  return chartSheets(wall, chart, answer.projects, answer.projects.length).flatMap(
    ({ group, projects: own }): Line[] => [{ group: groupLine(text, chart, group) }, ...own],
  )
}

/** 挂图作战 on A3, ink on white: the headline, the figures, what is late, and every project. */
export function wallPaper(asked: Asked): Paper {
  const { answer, locale, unit, origin } = asked
  const text = wallText(locale, answer.divisions)
  const wall = countWall(answer.projects, answer.problems, answer.day)
  const headline = headlineOf(wall)
  const projects = inCardOrder(answer.projects)
  const invented = projects.filter((project) => project.demonstration).length
  const { investment } = wall
  const figures = [
    { value: String(wall.projects.count), label: text.say('projects.wall.projects') },
    {
      value: text.money(investment.fen),
      label: text.say('projects.wall.of_known', { known: investment.known, of: investment.of }),
    },
    ...wall.groups.colour.map(({ key, count }) => ({
      value: `${shapes[key as ProjectColour]} ${count}`,
      label: text.say(`projects.colour.${key}`),
      colour: inks[key as ProjectColour],
    })),
    ...(['open', 'overdue', 'closed_this_month'] as const).map((which) => ({
      value: String(wall.problems[which].count),
      label: text.say(`projects.wall.problems_${which}`),
    })),
  ]
  const lines = linesOf(text, wall, asked, projects)
  const rest = lines.slice(firstPageMax)
  return {
    page: { paper: 'A3', lying: true },
    title: text.say(`projects.wall.headline.${headline.code}`, headline.params),
    under: [
      text.say('projects.title'),
      answer.day,
      unit,
      ...(invented > 0 ? [text.say('projects.wall.demonstration', { count: invented })] : []),
    ].join(' · '),
    blocks: [
      { kind: 'figures', figures },
      {
        kind: 'columns',
        shares: [0.2, 0.58, 0.22],
        columns: [
          [
            groupsTable(text, wall, 'colour'),
            groupsTable(text, wall, 'stage'),
            groupsTable(text, wall, asked.chart ?? 'township'),
          ],
          [projectsTable(text, lines.slice(0, firstPageMax), 0)],
          lateTable(text, asked),
        ],
      },
      ...(rest.length > 0
        ? [
            { kind: 'page' } as const,
            projectsTable(text, rest, lines.slice(0, firstPageMax).filter(isProject).length),
          ]
        : []),
    ],
    code: codeTo(
      origin,
      `/wall/projects?asOf=${answer.day}${asked.chart ? `&group=${asked.chart}` : ''}`,
      locale,
    ),
    made: shanghaiInstant(answer.day).toISOString(),
    ...paperWords(locale),
  }
}
