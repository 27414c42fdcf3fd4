import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { AppError } from '#kernel/errors/model'
import type { Locale } from '#kernel/i18n/model'

export type CommandIo = {
  /** One line of the answer, to standard output. */
  out(line: string): void
  /** One line for the person who typed the command, to standard error. */
  err(line: string): void
  /** How far long work is, on one line that is written over; only where a person watches. An empty text clears it. */
  progress?: ((text: string) => void) | undefined
  env: Readonly<Record<string, string | undefined>>
  /** From `--lang`, else from LC_ALL, LC_MESSAGES or LANG; Chinese where these name neither language. */
  locale: Locale
}

/** One `yiwang <name>`. `summary` and `usage` are message keys. */
export type Command = {
  name: string
  summary: string
  usage: string
  /**
   * Answers the exit code. An AppError is told to the user in one sentence: code 2 where the command was typed
   * wrongly (`cli.*`), 1 for everything else. Heavy modules are imported inside, so that `--help` stays quick.
   */
  run(args: string[], io: CommandIo): Promise<number>
}

/** `parseArgs` of Node whose complaints are sentences in the user's language. */
export function parseCommandLine<const Options extends ParseArgsOptionsConfig>(
  args: string[],
  options: Options,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    throw new AppError('cli.bad_option', {
      params: { option: /'([^']+)'/.exec(reason)?.[1] ?? args.join(' ') },
    })
  }
}
