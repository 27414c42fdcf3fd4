/** A reporter of node:test for the runner: one JSON object a line, for each finished test. */
import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'

export type TestLine =
  | { kind: 'pass' | 'skip' | 'suite'; name: string; file: string }
  | { kind: 'fail'; name: string; file: string; reason: string }
  | { kind: 'stray'; name: string; file: string; reason: string }
  | { kind: 'begun' | 'done' | 'end' }

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  if (cause instanceof Error) return cause.stack ?? cause.message
  return typeof cause === 'string' ? cause : JSON.stringify(cause)
}

/** What one event of node:test means for the count; null for events that do not count. */
export function lineOf(event: TestEvent, folder: string): TestLine | null {
  if (event.type === 'test:summary') return event.data.file === undefined ? { kind: 'end' } : null
  if (event.type === 'test:enqueue') return { kind: 'begun' }
  if (event.type === 'test:complete') return { kind: 'done' }
  if (event.type === 'test:diagnostic') {
    // A promise or a timer that fails after its test has ended reaches node:test only as a remark.
    if (!event.data.message.includes('asynchronous activity after the test ended')) return null
    return {
      kind: 'stray',
      name: 'something failed after its test had ended',
      file: '',
      reason: event.data.message,
    }
  }
  if (event.type !== 'test:pass' && event.type !== 'test:fail') return null
  const { name, file: path, details, skip, todo } = event.data
  const file = path === undefined ? '' : relative(folder, path)
  const isPut = (mark: string | boolean | undefined) => mark !== undefined && mark !== false
  if (isPut(skip) || isPut(todo)) return { kind: 'skip', name, file }
  if (event.type === 'test:fail') {
    // A suite or parent whose only fault is a failed child is not a second failure.
    const error = 'error' in details ? details.error : undefined
    if (error && 'failureType' in error && error.failureType === 'subtestsFailed')
      return { kind: 'suite', name, file }
    return { kind: 'fail', name, file, reason: reasonOf(error) }
  }
  return { kind: details.type === 'suite' ? 'suite' : 'pass', name, file }
}

export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of source) {
    const line = lineOf(event, process.cwd())
    if (line) yield `${JSON.stringify(line)}\n`
  }
}
