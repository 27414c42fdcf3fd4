import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { type PlatformDeps, systemActor } from '#kernel/ledgers/server'

/** Whether what is said of a place can be taken up: somebody dispatches over it. */
export function isServed(deps: Pick<PlatformDeps, 'organisationOfRole'>, divisionCode: string): boolean {
  return deps.organisationOfRole('dispatcher', divisionCode) !== undefined
}

/**
 * The house's own account in the place of the operations centre over a division: what comes from who has no account
 * here is registered by it, and bears nobody's name. It reports at the time when it was said.
 * @throws AppError incidents.no_operations_centre where nobody dispatches over the place
 */
export function intakeActor(deps: Pick<PlatformDeps, 'organisationOfRole'>, divisionCode: string): Actor {
  const organisationId = deps.organisationOfRole('dispatcher', divisionCode)
  if (organisationId === undefined)
    throw new AppError('incidents.no_operations_centre', { status: 409, params: { division: divisionCode } })
  return {
    ...systemActor,
    role: 'dispatcher',
    organisationId,
    divisions: [divisionCode.slice(0, 6)],
    rights: [...systemActor.rights, 'ledgers.backdate'],
  }
}
