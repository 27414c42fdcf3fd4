import { z } from 'zod'
import { AppError, isAppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { defineRoute, parseInput, type Route, toProblem } from '#kernel/http/server'
import { type Locale, translate } from '#kernel/i18n/model'
import { findFaults } from '../model/define-ledger.ts'
import { CheckAnswer, DiffAnswer, VersionAnswer, VersionSummary } from '../model/definition-answers.ts'
import { diffDefinitions, effectsOf } from '../model/definition-diff.ts'
import type { DefinitionFault } from '../model/definition-fault.ts'
import { findWarnings } from '../model/definition-faults.ts'
import { LedgerDefinition } from '../model/definition.ts'
import type { Known } from './definition-book.ts'
import type { Engine } from './engine.ts'
import type { Deps } from './ledger-routes.ts'
import { countConcerned, listVersions } from './version-store.ts'

export const LedgerCode = z.object({ ledger: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/) })
export const define = {
  kind: 'signed_in',
  because: 'definitions hold no entries; of those only numbers are told',
  right: 'ledgers.define',
} as const
const Version = z.coerce.number().int().min(1).max(1_000_000)

/** Versions of a definition: which there are, what they say, what differs, and what is wrong with the next one. */
export function definitionRoutes(deps: Deps): Route[] {
  return [versionsRoute(deps), versionRoute(deps), diffRoute(deps), checkRoute(deps)]
}

function versionsRoute({ engine, directory }: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/versions',
    summary: 'A ledger’s versions, the newest first, with how many entries stand under each',
    access: define,
    params: LedgerCode,
    response: z.array(VersionSummary),
    handler: async ({ actor, params }) => {
      const known = engine.book.get(params.ledger)
      const lines = await listVersions(engine.handle.db, known.id)
      const names = await directory.accounts([...new Set(lines.map(({ accountId }) => accountId))])
      return lines.map(({ version, at, accountId, entries, open }) => ({
        version,
        at: at.toISOString(),
        by: { id: accountId, name: names.get(accountId) ?? translate(actor.locale, 'ledgers.system') },
        current: version === known.current,
        declaredInCode: engine.book.isDeclaredInCode(known.code),
        entries,
        open,
      }))
    },
  })
}

/** @throws AppError 404 */
export function versionOf(engine: Engine, known: Known, version: number): LedgerDefinition {
  const found = known.versions.get(version)
  if (!found) throw notFound()
  return engine.book.version(known, version).definition
}

function versionRoute({ engine }: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/versions/:version',
    summary: 'The definition as a version has it',
    access: define,
    params: LedgerCode.extend({ version: Version }),
    response: VersionAnswer,
    handler: ({ actor, params: { ledger, version } }) => {
      const definition = versionOf(engine, engine.book.get(ledger), version)
      return { version, definition, warnings: told(findWarnings(definition), actor.locale) }
    },
  })
}

function diffRoute({ engine }: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/diff',
    summary: 'What differs between two versions, and what entries in flight would notice of it',
    access: define,
    params: LedgerCode,
    query: z.object({ from: Version, to: Version }),
    response: DiffAnswer,
    handler: ({ actor, params, query: { from, to } }) => {
      const known = engine.book.get(params.ledger)
      return diffOf(engine, known, from, versionOf(engine, known, to), actor)
    },
  })
}

async function diffOf(
  engine: Engine,
  known: Known,
  from: number,
  after: LedgerDefinition,
  { locale }: Actor,
): Promise<DiffAnswer> {
  const before = versionOf(engine, known, from)
  const effects: DiffAnswer['effects'] = []
  for (const effect of effectsOf(before, after)) {
    const { code, name, values } = effect
    effects.push({
      code,
      name,
      ...(values ? { values } : {}),
      count: await countConcerned(engine.handle.db, known.id, from, effect),
      text: translate(locale, `ledgers.effect.${code}`, { name, values: values?.join(', ') ?? '' }),
    })
  }
  return { differences: diffDefinitions(before, after), effects }
}

function told(faults: readonly DefinitionFault[], locale: Locale): CheckAnswer['faults'] {
  return faults.map(({ path, code, name, params }) => ({
    path,
    code,
    text: translate(locale, `error.${code}`, { name, ...params }),
  }))
}

function checkRoute({ engine }: Deps): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/definitions/check',
    summary: 'What is wrong with a definition, what is worth a second look, and what it would change',
    access: define,
    body: z.strictObject({ definition: z.unknown() }),
    response: CheckAnswer,
    handler: async ({ actor, body, locale, requestId }) => {
      const read = readDefinition(body.definition, actor.locale)
      if (read instanceof AppError) {
        const { problem } = toProblem(read, locale, requestId)
        const faults = (problem.errors ?? []).map(({ path, code, detail }) => ({ path, code, text: detail }))
        return { faults, warnings: [], diff: null, current: null }
      }
      const known = engine.book.find(read.id)
      const faults = told(findFaults(read), actor.locale)
      return {
        faults,
        warnings: told(findWarnings(read), actor.locale),
        diff: known && faults.length === 0 ? await diffOf(engine, known, known.current, read, actor) : null,
        current: known?.current ?? null,
      }
    },
  })
}

function readDefinition(input: unknown, locale: Locale): LedgerDefinition | AppError {
  try {
    return parseInput(LedgerDefinition, input, locale, 'definition')
  } catch (error) {
    if (isAppError(error)) return error
    throw error
  }
}
