import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type ComparedField, compareProject } from './compare.ts'
import { readMspdi } from './read-project.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

type Row = Record<string, string | number>

/** One task of a file: the elements that are given, in an order that programs accept. */
function element(name: string, row: Row): string {
  return `<${name}>${Object.entries(row)
    .map(([key, value]) => (key === 'xml' ? value : `<${key}>${value}</${key}>`))
    .join('')}</${name}>`
}

const link = (from: number, type: number, lag = 0, format = 7) =>
  element('PredecessorLink', { PredecessorUID: from, Type: type, LinkLag: lag, LagFormat: format })

const dates = (start: string, finish: string, lateStart: string, lateFinish: string): Row => ({
  Start: start,
  Finish: finish,
  EarlyStart: start,
  EarlyFinish: finish,
  LateStart: lateStart,
  LateFinish: lateFinish,
})

function file(tasks: Row[], { head = '', calendars = '', rest = '' } = {}): string {
  const rows = tasks.map((row) => element('Task', { ConstraintType: 0, OutlineLevel: 1, ...row })).join('')
  return `<?xml version="1.0" encoding="UTF-8"?><Project xmlns="http://schemas.microsoft.com/project">
    <Title>示例工程</Title><ScheduleFromStart>1</ScheduleFromStart><StartDate>2026-03-02T08:00:00</StartDate>${head}
    ${calendars}<Tasks>${rows}</Tasks>${rest}</Project>`
}

function differing(text: string): string[] {
  const { tasks } = compareProject(readMspdi(bytes(text)))
  return tasks.flatMap(({ uid, values }) =>
    Object.entries(values).flatMap(([field, { agrees }]) => (agrees ? [] : [`${uid} ${field}`])),
  )
}

// Monday 2 March 2026 is the first day; a day has eight hours, 8–12 and 13–17.
const chain: Row[] = [
  {
    UID: 1,
    ID: 1,
    Name: '场地平整',
    Duration: 'PT16H0M0S',
    ...dates('2026-03-02T08:00:00', '2026-03-03T17:00:00', '2026-03-02T08:00:00', '2026-03-03T17:00:00'),
    TotalSlack: 0,
    FreeSlack: 0,
    Critical: 1,
  },
  {
    UID: 2,
    ID: 2,
    Name: '基础施工',
    Duration: 'PT24H0M0S',
    // A day after the site is levelled: Thursday to Monday.
    ...dates('2026-03-05T08:00:00', '2026-03-09T17:00:00', '2026-03-05T08:00:00', '2026-03-09T17:00:00'),
    TotalSlack: 0,
    FreeSlack: 0,
    Critical: 1,
    xml: link(1, 1, 4800),
  },
  {
    UID: 3,
    ID: 3,
    Name: '采购',
    Duration: 'PT8H0M0S',
    ...dates('2026-03-02T08:00:00', '2026-03-02T17:00:00', '2026-03-09T08:00:00', '2026-03-09T17:00:00'),
    // Five working days, of 480 minutes, in tenths.
    TotalSlack: 24000,
    FreeSlack: 24000,
    Critical: 0,
    xml: link(1, 3),
  },
]

describe('a file is compared with the dates that it carries', () => {
  test('links, lag and slack as worked out by hand', () => {
    const { agrees, fields, unsupported } = compareProject(readMspdi(bytes(file(chain))))
    assert.equal(agrees, true)
    assert.deepEqual(fields.totalFloat, { compared: 3, agreeing: 3 })
    assert.deepEqual(unsupported, [])
  })

  test('a wrong date is found, with both values and the difference', () => {
    const wrong = chain.map((row) => (row['UID'] === 3 ? { ...row, Finish: '2026-03-03T17:00:00' } : row))
    assert.deepEqual(differing(file(wrong)), ['3 finish'])
    const { tasks } = compareProject(readMspdi(bytes(file(wrong))))
    const finish = tasks[2]?.values['finish' satisfies ComparedField]
    assert.equal(finish?.difference, -86_400)
  })

  test('exceptions, work weeks and recurring holidays of a calendar', () => {
    const working = element('WorkingTimes', {
      xml: element('WorkingTime', { FromTime: '09:00:00', ToTime: '13:00:00' }),
    })
    const span = (from: string, to: string) =>
      element('TimePeriod', { FromDate: `${from}T00:00:00`, ToDate: `${to}T23:59:00` })
    const calendars = element('Calendars', {
      xml: element('Calendar', {
        UID: 1,
        Name: '标准',
        IsBaseCalendar: 1,
        xml: [
          element('WeekDays', {
            xml: [2, 3, 4, 5, 6].map((day) => element('WeekDay', { DayType: day, DayWorking: 1 })).join(''),
          }),
          element('Exceptions', {
            xml: [
              // The first Tuesday of every month, twice: 3 March and 7 April.
              element('Exception', {
                EnteredByOccurrences: 1,
                xml: span('2026-03-01', '2030-01-01'),
                Occurrences: 2,
                Type: 5,
                Period: 1,
                MonthItem: 5,
                MonthPosition: 0,
                DayWorking: 0,
              }),
              // A make-up Saturday with hours of its own.
              element('Exception', {
                EnteredByOccurrences: 0,
                xml: `${span('2026-03-07', '2026-03-07')}<Type>1</Type><DayWorking>1</DayWorking>${working}`,
              }),
            ].join(''),
          }),
          element('WorkWeeks', {
            xml: element('WorkWeek', {
              xml:
                span('2026-03-09', '2026-03-15') +
                element('WeekDays', {
                  xml: `<WeekDay><DayType>2</DayType><DayWorking>0</DayWorking></WeekDay>`,
                }),
            }),
          }),
        ].join(''),
      }),
    })
    // 2, 4, 5, 6 March in full, 7 March four hours, not 9 March: 40 hours end on 10 March at noon.
    const task = {
      UID: 1,
      Name: '长工序',
      Duration: 'PT40H0M0S',
      Start: '2026-03-02T08:00:00',
      Finish: '2026-03-10T12:00:00',
    }
    assert.deepEqual(differing(file([task], { head: '<CalendarUID>1</CalendarUID>', calendars })), [])
  })

  test('elapsed durations, percent lag, and a finish that a start sets', () => {
    const tasks: Row[] = [
      {
        UID: 1,
        Name: '混凝土养护',
        Duration: 'PT72H0M0S',
        DurationFormat: 8,
        Start: '2026-03-02T08:00:00',
        Finish: '2026-03-05T08:00:00',
      },
      {
        UID: 2,
        Name: '拆模',
        Duration: 'PT16H0M0S',
        Start: '2026-03-02T08:00:00',
        Finish: '2026-03-03T17:00:00',
      },
      // Half of the predecessor's two days after its start.
      {
        UID: 3,
        Name: '清理',
        Duration: 'PT8H0M0S',
        Start: '2026-03-03T08:00:00',
        Finish: '2026-03-03T17:00:00',
        xml: link(2, 3, 50, 19),
      },
      // Ends when 清理 starts: on Tuesday morning, which is the end of Monday.
      {
        UID: 4,
        Name: '看守',
        Duration: 'PT8H0M0S',
        Start: '2026-03-02T08:00:00',
        Finish: '2026-03-03T08:00:00',
        xml: link(3, 2),
      },
    ]
    assert.deepEqual(differing(file(tasks)), [])
  })

  test('summaries, manual tasks, a resource on a calendar of its own, and a split', () => {
    const nights = element('Calendars', {
      xml:
        element('Calendar', { UID: 1, Name: '标准', IsBaseCalendar: 1 }) +
        element('Calendar', {
          UID: 2,
          Name: '周二',
          BaseCalendarUID: 1,
          xml: element('WeekDays', {
            xml: '<WeekDay><DayType>2</DayType><DayWorking>0</DayWorking></WeekDay>',
          }),
        }),
    })
    const rest =
      element('Resources', { xml: element('Resource', { UID: 5, Name: '班组', Type: 1, CalendarUID: 2 }) }) +
      element('Assignments', {
        xml:
          element('Assignment', { UID: 1, TaskUID: 3, ResourceUID: 5, Units: 1, Work: 'PT8H0M0S' }) +
          element('Assignment', {
            UID: 2,
            TaskUID: 4,
            ResourceUID: -65535,
            xml: ['2026-03-02', '2026-03-04']
              .map((day) =>
                element('TimephasedData', {
                  Type: 1,
                  Start: `${day}T08:00:00`,
                  Finish: `${day}T17:00:00`,
                  Value: 'PT8H0M0S',
                }),
              )
              .join(''),
          }),
      })
    const tasks: Row[] = [
      { UID: 1, Name: '阶段一', Summary: 1, Start: '2026-03-02T08:00:00', Finish: '2026-03-11T17:00:00' },
      {
        UID: 2,
        Name: '手动',
        OutlineLevel: 2,
        Manual: 1,
        Duration: 'PT8H0M0S',
        Start: '2026-03-11T08:00:00',
        Finish: '2026-03-11T17:00:00',
      },
      {
        UID: 3,
        Name: '班组的活',
        OutlineLevel: 2,
        Duration: 'PT8H0M0S',
        Start: '2026-03-03T08:00:00',
        Finish: '2026-03-03T17:00:00',
      },
      {
        UID: 4,
        Name: '中断',
        OutlineLevel: 2,
        Duration: 'PT16H0M0S',
        Start: '2026-03-02T08:00:00',
        Finish: '2026-03-04T17:00:00',
      },
    ]
    const text = file(tasks, { head: '<CalendarUID>1</CalendarUID>', calendars: nights, rest })
    assert.deepEqual(differing(text), [])
    assert.deepEqual(compareProject(readMspdi(bytes(text))).unsupported, [{ kind: 'split', tasks: ['4'] }])
  })

  test('a project that is scheduled from its finish', () => {
    const tasks: Row[] = [
      {
        UID: 1,
        Name: '先',
        Duration: 'PT8H0M0S',
        ConstraintType: 1,
        Start: '2026-03-05T08:00:00',
        Finish: '2026-03-05T17:00:00',
      },
      {
        UID: 2,
        Name: '后',
        Duration: 'PT8H0M0S',
        ConstraintType: 1,
        Start: '2026-03-06T08:00:00',
        Finish: '2026-03-06T17:00:00',
        xml: link(1, 1),
      },
    ]
    const text = file(tasks, { head: '<FinishDate>2026-03-06T17:00:00</FinishDate>' })
    assert.deepEqual(differing(text.replace('<ScheduleFromStart>1', '<ScheduleFromStart>0')), [])
  })
})
