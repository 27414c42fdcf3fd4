import { z } from 'zod'
import { notFound } from '#kernel/errors/model'
import { covers } from '#kernel/divisions/model'
import { created, defineRoute, noContent, type Route } from '#kernel/http/server'
import type { PlatformDeps } from '#kernel/ledgers/server'
import { shanghaiDate } from '#kernel/time/model'
import { NewProgramAnswer, ProgramAsked, ProgramList } from '../../model/open311/program.ts'
import { listPrograms, revokeProgram } from './program-store.ts'
import { issueProgram } from './programs.ts'

const access = { kind: 'scoped', by: 'division', right: 'programs.manage' } as const

/** Keys of programs: who manages them sees and revokes those of their own divisions. */
export function programRoutes({ handle, keys, clock, directory }: PlatformDeps): Route[] {
  const { db } = handle
  const now = () => clock.now()
  return [
    defineRoute({
      method: 'GET',
      path: '/api/grid/programs',
      summary: 'Programs that report or fetch by a key, with their limits and what they used today',
      access,
      response: ProgramList,
      handler: async ({ actor }) => {
        const rows = await listPrograms(db, actor.divisions, shanghaiDate(now()))
        const accounts = [
          ...new Set(rows.flatMap(({ createdBy, revokedBy }) => [createdBy, revokedBy ?? []].flat())),
        ]
        const names = await directory.accounts(accounts)
        const name = (id: number | null) => (id === null ? null : (names.get(id) ?? ''))
        return {
          programs: rows.map((row) => ({
            ...row,
            createdAt: row.createdAt.toISOString(),
            createdBy: name(row.createdBy) ?? '',
            revokedAt: row.revokedAt?.toISOString() ?? null,
            revokedBy: name(row.revokedBy),
          })),
        }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/grid/programs',
      summary: 'Issues a key to a program; the key is told this once',
      access,
      body: ProgramAsked,
      response: NewProgramAnswer,
      handler: async ({ actor, body }) => {
        if (!covers(actor.divisions, body.divisionCode)) throw notFound()
        return created(await issueProgram({ db, keys, now }, body, actor.accountId))
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/grid/programs/:programId',
      summary: 'Revokes a program’s key at once',
      access,
      params: z.object({ programId: z.uuid() }),
      handler: async ({ actor, params }) => {
        const by = { accountId: actor.accountId, at: now() }
        if (!(await revokeProgram(db, params.programId, actor.divisions, by))) throw notFound()
        return noContent()
      },
    }),
  ]
}
