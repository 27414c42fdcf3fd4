import { translate } from '#kernel/i18n/model'
import type { Block, Paper } from '#kernel/reports/model'
import { dayWords, paperWords } from '#kernel/reports/server'
import { shanghaiDate } from '#kernel/time/model'
import '../../model/meetings/messages.ts'
import type { MinutesContent } from '../../model/meetings/minutes.ts'

/** Official documents are in Chinese, whoever has them made. */
export const officialLocale = 'zh-CN'

type Params = Record<string, string | number>
const t = (key: string, params?: Params) => translate(officialLocale, key, params)
const listed = (parts: readonly string[]) => parts.join(t('projects.minutes.separator'))

const dayText = (day: string) => dayWords(officialLocale, day)

type Decision = MinutesContent['others'][number]

function decisionText({ title, lead, responsible, supporting, dueOn }: Decision, index: number): string {
  const words = t(supporting.length > 0 ? 'projects.minutes.decision_joint' : 'projects.minutes.decision', {
    title: title.replace(/[\u3002.]$/, ''),
    lead,
    responsible,
    supporting: listed(supporting),
    due: dayText(dueOn),
  })
  return t('projects.minutes.numbered', { no: index + 1, text: words })
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

function opening(content: MinutesContent): Block[] {
  const { title, heldOn, startsAt, place, chair, items } = content
  const when = startsAt ? `${dayText(heldOn)}${startsAt}` : dayText(heldOn)
  const said = t('projects.minutes.opening', {
    when,
    chair: chair ?? t('projects.minutes.no_chair'),
    place: place ?? t('projects.minutes.no_place'),
    title,
    count: items.length,
  })
  return [paragraph(said)]
}

function promised({ promises }: MinutesContent): Block[] {
  if (!promises || promises.rows.length === 0) return []
  const count = (state: string) => promises.rows.filter((row) => row.state === state).length
  const sums = t('projects.minutes.promised', {
    title: promises.title,
    all: promises.rows.length,
    onTime: count('done_on_time'),
    late: count('done_late'),
    open: count('open') + count('drafted'),
    overdue: count('overdue'),
  })
  const overdue = promises.rows.filter(({ state }) => state === 'overdue')
  return [
    { kind: 'heading', level: 1, text: t('projects.minutes.heading.promises') },
    paragraph(sums),
    ...overdue.map(({ title, lead }) => paragraph(t('projects.minutes.overdue', { title, lead }))),
  ]
}

function discussed({ items, others }: MinutesContent): Block[] {
  return [
    ...items.flatMap(({ title, reasons, days, problems, overdue, decisions }): Block[] => {
      const why = listed(reasons.map((reason) => t(`projects.meeting.why.${reason}`)))
      const facts = t('projects.minutes.item', { why, problems, overdue, days })
      return [
        { kind: 'heading', level: 1, text: title },
        paragraph(facts),
        ...(decisions.length === 0
          ? [paragraph(t('projects.minutes.no_decision'))]
          : decisions.map((decision, index) => paragraph(decisionText(decision, index)))),
      ]
    }),
    ...(others.length === 0
      ? []
      : [
          { kind: 'heading', level: 1, text: t('projects.minutes.heading.others') } as const,
          ...others.map((decision, index) => paragraph(decisionText(decision, index))),
        ]),
  ]
}

function attendance({ attendance: groups, recorder }: MinutesContent): Block[] {
  return [
    ...groups.flatMap(({ status, people }): Block[] => {
      const names = people.map(({ organisation, name, duty, note }) => {
        const who = [organisation, name, duty].filter((part) => part !== null).join(' ')
        return note === null ? who : t('projects.minutes.noted', { who, note })
      })
      return [
        {
          kind: 'heading',
          level: 0,
          text: t('projects.minutes.attendance', { status: t(`projects.meeting.status.${status}`) }),
        },
        paragraph(listed(names)),
      ]
    }),
    ...(recorder === null ? [] : [paragraph(t('projects.minutes.recorder', { name: recorder }))]),
  ]
}

/** 纪要 by GB/T 9704—2012, 10.3: its own mark in red, numbered, without a seal; who was there stands after the text. */
export function minutesPaper(content: MinutesContent, minutesNo: string): Paper {
  const [, year = '', no = ''] = minutesNo.split('-')
  const { issuer, dropped, endedAt } = content
  return {
    masthead: {
      organisation: t('projects.minutes.masthead', { issuer }),
      number: t('projects.minutes.number', { year, no }),
    },
    title: t('projects.minutes.title', { title: content.title }),
    blocks: [
      ...opening(content),
      ...promised(content),
      ...discussed(content),
      ...(dropped.length === 0
        ? []
        : [
            { kind: 'heading', level: 1, text: t('projects.minutes.heading.dropped') } as const,
            ...dropped.map(({ title, reason }) =>
              paragraph(t('projects.minutes.dropped', { title, reason })),
            ),
          ]),
      ...attendance(content),
    ],
    under: dayText(shanghaiDate(new Date(endedAt))),
    made: endedAt,
    ...paperWords(officialLocale),
  }
}
