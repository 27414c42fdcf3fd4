import { readFile } from 'node:fs/promises'
import { AppError, isAppError } from '#kernel/errors/model'
import { translate } from '#kernel/i18n/model'
import type { Comparison } from '#platforms/projects/model'
import { type Command, type CommandIo, parseCommandLine } from './command.ts'
import { textTable } from './text-table.ts'

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new AppError('cli.unreadable_file', { params: { file, reason }, cause: error })
  }
}

const tasksNamedMax = 10

function printUnsupported({ unsupported, tasks }: Comparison, io: CommandIo): void {
  if (unsupported.length === 0) return
  io.out('')
  io.out(translate(io.locale, 'cli.schedule.unsupported'))
  const named = new Map(tasks.map(({ uid, no, name }) => [uid, `${no} ${name}`.trim()]))
  for (const { kind, tasks: concerned } of unsupported) {
    const names = concerned.slice(0, tasksNamedMax).map((uid) => named.get(uid) ?? uid)
    if (concerned.length > tasksNamedMax) names.push(`… (${concerned.length})`)
    io.out(`  ${translate(io.locale, `mspdi.unsupported.${kind}`)}: ${names.join('; ')}`)
  }
}

function printSummary({ tasks, fields }: Comparison, io: CommandIo): void {
  io.out('')
  io.out(
    translate(io.locale, 'cli.schedule.summary_line', {
      agreeing: tasks.filter(({ agrees }) => agrees).length,
      count: tasks.length,
    }),
  )
  const rows = Object.entries(fields).map(([field, { compared, agreeing }]) => [
    `  ${translate(io.locale, `mspdi.field.${field}`)}`,
    `${agreeing}/${compared}`,
  ])
  for (const line of textTable(rows)) io.out(line)
}

async function print(comparison: Comparison, onlyDifferences: boolean, io: CommandIo): Promise<void> {
  const { describeTask } = await import('#platforms/projects/model')
  const heads = ['task', 'field', 'ours', 'theirs', 'difference'].map((name) =>
    translate(io.locale, `cli.schedule.${name}`),
  )
  const rows = comparison.tasks.flatMap((task) =>
    describeTask(task, onlyDifferences, io.locale).map((row, index) => [
      index === 0 ? `${task.no} ${task.name}`.trim() : '',
      ...row,
    ]),
  )
  if (rows.length > 0) for (const line of textTable([heads, ...rows])) io.out(line)
  printSummary(comparison, io)
  printUnsupported(comparison, io)
}

async function check(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseCommandLine(args, {
    json: { type: 'boolean', default: false },
    differences: { type: 'boolean', default: false },
  })
  const [action, file, more] = positionals
  if (action !== 'check' || file === undefined || more !== undefined)
    throw new AppError('cli.schedule_needs_file')
  const { comparisonData, compareProject, readMspdi } = await import('#platforms/projects/model')
  const comparison = compareProject(readMspdi(await readBytes(file)))
  if (values.json) io.out(JSON.stringify({ file, ...comparisonData(comparison) }))
  else await print(comparison, values.differences, io)
  return comparison.agrees ? 0 : 1
}

export const scheduleCommand: Command = {
  name: 'schedule',
  summary: 'cli.schedule.summary',
  usage: 'cli.schedule.usage',
  async run(args, io) {
    try {
      return await check(args, io)
    } catch (error) {
      // 1 says that something differs; here nothing could be compared.
      if (!isAppError(error)) throw error
      io.err(translate(io.locale, `error.${error.code}`, error.params))
      return 2
    }
  },
}
