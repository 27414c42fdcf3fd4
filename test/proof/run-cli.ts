import { runCli } from '../../src/main/cli.ts'

/** A command as it is typed, with what it prints. */
export async function yiwang(
  args: string[],
  lang = 'en_US.UTF-8',
): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = []
  const err: string[] = []
  const code = await runCli(args, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    env: { LANG: lang },
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
