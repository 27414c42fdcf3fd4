import { AppError } from '#kernel/errors/model'
import type { NewHouseholdEvent } from '../model/household-event.ts'
import type { EventMember, FoldedEvent } from '../model/household-fold.ts'
import type { Relation } from '../model/household.ts'

/** What is known of those whom an event names, on its day. */
export type Drafting = {
  householdId: string
  names: ReadonlyMap<string, string>
  homeOf: ReadonlyMap<string, string>
  birthOf: ReadonlyMap<string, string | null>
  /** Who belongs to the household that is to be merged. */
  merged: readonly string[]
}

type Named = { personId: string; relation: Relation }

/** What an event says, spelled out for every person and household. @throws AppError where it can't be meant */
export function draftEvent(drafting: Drafting, input: NewHouseholdEvent, newHomeId = ''): FoldedEvent {
  const { householdId } = drafting
  const mergedId = input.kind === 'merge' ? input.otherId : null
  if (mergedId === householdId) throw new AppError('registry.same_household', { path: 'otherId' })
  const moves = movesOf(drafting, input, newHomeId)
  checkBirths(drafting, input)
  const left = new Set([householdId, ...moves.map((move) => move.householdId)])
  const gone = new Set(moves.map(({ personId }) => personId))
  const changes = input.relations.map(({ personId, relation }, index): EventMember => {
    const home = drafting.homeOf.get(personId)
    const path = `relations.${index}.personId`
    if (gone.has(personId)) throw new AppError('registry.member_twice', { path })
    if (home === undefined || !left.has(home)) throw refused('registry.not_member', drafting, personId, path)
    return { householdId: home, personId, part: 'stays', relation }
  })
  return { kind: input.kind, on: input.on, householdId, mergedId, members: [...moves, ...changes] }
}

function movesOf(drafting: Drafting, input: NewHouseholdEvent, newHomeId: string): EventMember[] {
  const { householdId, merged } = drafting
  const gone = (personId: string): EventMember => ({
    householdId,
    personId,
    part: 'leaves',
    relation: null,
  })
  switch (input.kind) {
    case 'birth':
      return input.members.map((member) => ({ ...member, householdId, part: 'joins' }))
    case 'marriage':
    case 'move_in':
      return input.members.flatMap((member, index) => arrival(drafting, member, index))
    case 'death':
    case 'move_out':
      return input.personIds.map(gone)
    case 'split':
      return input.members.flatMap(({ personId, relation }) => [
        gone(personId),
        { householdId: newHomeId, personId, part: 'joins', relation },
      ])
    case 'merge': {
      const given = new Map(input.members.map(({ personId, relation }) => [personId, relation]))
      const stranger = input.members.findIndex(({ personId }) => !merged.includes(personId))
      const path = `members.${stranger}.personId`
      if (stranger >= 0)
        throw refused('registry.not_member', drafting, input.members[stranger]?.personId ?? '', path)
      return merged.map((personId) => {
        return { householdId, personId, part: 'joins', relation: given.get(personId) ?? 'other_relative' }
      })
    }
    case 'head':
      return []
  }
}

/** Who comes leaves the household where they were. */
function arrival({ householdId, ...drafting }: Drafting, member: Named, index: number): EventMember[] {
  const home = drafting.homeOf.get(member.personId)
  if (home === householdId)
    throw refused('registry.already_member', drafting, member.personId, `members.${index}.personId`)
  const arrives: EventMember = { ...member, householdId, part: 'joins' }
  if (home === undefined) return [arrives]
  return [{ householdId: home, personId: member.personId, part: 'leaves', relation: null }, arrives]
}

function checkBirths(
  { birthOf, ...drafting }: Omit<Drafting, 'householdId'>,
  input: NewHouseholdEvent,
): void {
  for (const [personId, birthDate] of birthOf) {
    if (birthDate === null) continue
    if (input.on < birthDate) throw refused('registry.before_birth', drafting, personId, 'on')
    const isBorn = input.kind === 'birth' && input.members.some((member) => member.personId === personId)
    if (isBorn && input.on !== birthDate)
      throw refused('registry.birth_day_differs', drafting, personId, 'on')
  }
}

function refused(
  code: `registry.${string}`,
  { names }: Pick<Drafting, 'names'>,
  personId: string,
  path: string,
): AppError {
  return new AppError(code, { status: 409, params: { name: names.get(personId) ?? '' }, path })
}
