import assert from 'node:assert/strict'
import type { Answer, Caller } from './caller.ts'

/** What a rule says is its platform's own. */
type Body = ReturnType<typeof JSON.parse>

/** Changes the draft of a rule, or the version in force where there is none, over HTTP. */
export async function draftRule(path: string, by: Caller, change: (body: Body) => void): Promise<Answer> {
  const { body: now } = await by.get(pathOf(path))
  const body: Body = structuredClone(now.draft?.body ?? now.rule.body)
  change(body)
  const expectedRevision = now.draft?.revision ?? 0
  return by.put(pathOf(path, '/draft'), { body, expectedRevision })
}

/** Publishes what a change makes of a rule; `path` is the book's id, with its district where it has one. */
export async function publishRule(path: string, by: Caller, change: (body: Body) => void): Promise<void> {
  const drafted = await draftRule(path, by, change)
  assert.equal(drafted.status, 204, drafted.bytes.toString())
  const { body: now } = await by.get(pathOf(path))
  const published = await by.post(pathOf(path, '/versions'), {
    reason: 'as decided',
    expectedVersion: now.rule.version,
    expectedRevision: now.draft.revision,
  })
  assert.equal(published.status, 200, published.bytes.toString())
}

function pathOf(path: string, more = ''): string {
  const [book, query] = path.split('?')
  return `/api/rulebooks/${book}${more}${query === undefined ? '' : `?${query}`}`
}
