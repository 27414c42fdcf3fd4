import { realpathSync } from 'node:fs'
import { AppError, isAppError } from '#kernel/errors/model'
import { chooseLocale, type Locale, translate } from '#kernel/i18n/model'
import type { Command, CommandIo } from './commands/command.ts'
import './commands/messages.ts'
import { textTable } from './commands/text-table.ts'

/** Every command, loaded only when it is asked for. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./commands/serve.ts')).serveCommand,
  import: async () => (await import('./commands/import.ts')).importCommand,
  administrators: async () => (await import('./commands/administrators.ts')).administratorsCommand,
  seed: async () => (await import('./commands/seed.ts')).seedCommand,
  backup: async () => (await import('./commands/backup.ts')).backupCommand,
  restore: async () => (await import('./commands/restore.ts')).restoreCommand,
  verify: async () => (await import('./commands/verify.ts')).verifyCommand,
  schedule: async () => (await import('./commands/schedule.ts')).scheduleCommand,
  calendar: async () => (await import('./commands/calendar.ts')).calendarCommand,
}

type Terminal = Omit<CommandIo, 'locale'>

function localeOfEnvironment(env: Terminal['env']): Locale {
  const tag = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return chooseLocale(tag.split(/[_.@]/)[0])
}

/** Takes `--lang x` and `--lang=x` out of the arguments, wherever they stand. */
function takeLanguage(args: readonly string[], env: Terminal['env']): { locale: Locale; rest: string[] } {
  const index = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  if (index < 0) return { locale: localeOfEnvironment(env), rest: [...args] }
  const inline = args[index]?.startsWith('--lang=')
  const language = inline ? (args[index]?.slice('--lang='.length) ?? '') : (args[index + 1] ?? '')
  if (!/^(zh|en)([-_]|$)/i.test(language)) throw new AppError('cli.bad_language', { params: { language } })
  return { locale: chooseLocale(language.split(/[-_]/)[0]), rest: args.toSpliced(index, inline ? 1 : 2) }
}

async function printHelp(io: CommandIo): Promise<void> {
  io.out(translate(io.locale, 'cli.usage'))
  const all = await Promise.all(Object.values(commands).map((load) => load()))
  const rows = all.map((command) => [`  ${command.name}`, translate(io.locale, command.summary)])
  for (const line of textTable(rows)) io.out(line)
  io.out('')
  io.out(translate(io.locale, 'cli.common_options'))
}

async function dispatch(args: readonly string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    await printHelp(io)
    return name === undefined ? 2 : 0
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) throw new AppError('cli.unknown_command', { params: { name } })
  const command = await load()
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(translate(io.locale, command.usage))
    io.out('')
    io.out(translate(io.locale, 'cli.common_options'))
    return 0
  }
  return command.run(rest, io)
}

/** Runs one command and answers its exit code: 0 done, 1 failed, 2 typed wrongly. Never throws. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  let locale = localeOfEnvironment(terminal.env)
  try {
    const taken = takeLanguage(args, terminal.env)
    locale = taken.locale
    return await dispatch(taken.rest, { ...terminal, locale })
  } catch (error) {
    if (!isAppError(error)) {
      const reason = error instanceof Error ? error.message : String(error)
      terminal.err(translate(locale, 'error.cli.unexpected', { reason }))
      return 1
    }
    terminal.err(translate(locale, `error.${error.code}`, error.params))
    return error.code.startsWith('cli.') ? 2 : 1
  }
}

/** The program `yiwang`: arguments of this process, its streams and its exit code. */
export async function main(): Promise<void> {
  // A reader that closes early (`yiwang calendar 2026 | head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  process.exitCode = await runCli(process.argv.slice(2), {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    progress: process.stderr.isTTY ? (text) => process.stderr.write(`\r${text}\u001b[K`) : undefined,
    env: process.env,
  })
}

// The path may have been given through a link.
if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) await main()
