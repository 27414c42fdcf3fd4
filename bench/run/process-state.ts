import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'

/** Of a process on Linux, as the system counts it. */
export async function residentMb(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(text)?.[1] ?? 0) / 1024
}

let ticks: number | undefined

/** Seconds of processor that a process has used since it began, all its threads together. */
export async function processorSeconds(pid: number): Promise<number> {
  ticks ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /s, '').split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticks
}
