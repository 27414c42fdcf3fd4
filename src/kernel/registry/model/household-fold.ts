import type { HouseholdEventKind } from './household-event.ts'
import type { Relation } from './household.ts'

/** Whether somebody comes into a household by an event, leaves it, or is there and gets another relation. */
export type Part = 'joins' | 'leaves' | 'stays'

/** What an event says of one person in one household: their relation from its day on, none for who leaves. */
export type EventMember = { householdId: string; personId: string; part: Part; relation: Relation | null }

/** An event as far as it makes the composition of households. */
export type FoldedEvent = {
  kind: HouseholdEventKind
  on: string
  householdId: string
  /** The household that was merged into the first. */
  mergedId: string | null
  members: readonly EventMember[]
}

/** One stay in one relation; it holds from `from` to the day before `to`. */
export type Stay = {
  householdId: string
  personId: string
  relation: Relation
  from: string
  to: string | null
}

export type FoldFault = {
  code:
    | 'registry.not_member'
    | 'registry.already_member'
    | 'registry.member_elsewhere'
    | 'registry.person_dead'
    | 'registry.born_before'
    | 'registry.one_head'
    | 'registry.household_closed'
  personId?: string
  /** Since when: of a death, of a household's end. */
  since?: string
}

/** Where the fold begins: the stays that are open, what closed and who died before. */
export type FoldStart = {
  open: readonly Stay[]
  closed: ReadonlyMap<string, string>
  dead: ReadonlyMap<string, string>
  /** Who belonged to a household before. */
  known: ReadonlySet<string>
}

/**
 * Folds events, one after the other, into the stays of households. Nobody is in two households at once, the dead are in
 * none, a household that has members has one head, and one that has lost its last member is closed.
 */
export class HouseholdFold {
  /** By household, then by person. */
  readonly #homes = new Map<string, Map<string, Stay>>()
  readonly #homeOf = new Map<string, string>()
  readonly #closed: Map<string, string>
  readonly #dead: Map<string, string>
  readonly #known: Set<string>
  readonly #ended: Stay[] = []

  constructor({ open, closed, dead, known }: FoldStart) {
    this.#closed = new Map(closed)
    this.#dead = new Map(dead)
    this.#known = new Set(known)
    for (const stay of open) this.#begin(stay)
  }

  /** All stays so far, ended and open; those that began and ended on one day never were. */
  stays(): Stay[] {
    const open = [...this.#homes.values()].flatMap((home) => [...home.values()])
    return [...this.#ended, ...open]
  }

  get dead(): ReadonlyMap<string, string> {
    return this.#dead
  }

  /** Takes an event in, or says why it can't have been; after a fault the fold is of no more use. */
  apply(event: FoldedEvent): FoldFault | undefined {
    const { kind, on, householdId, mergedId } = event
    const members = this.#spelledOut(event)
    const touched = new Set([
      householdId,
      ...(mergedId ? [mergedId] : []),
      ...members.map((one) => one.householdId),
    ])
    for (const id of touched) {
      const since = this.#closed.get(id)
      if (since !== undefined) return { code: 'registry.household_closed', since }
    }
    const peopled = [...touched].filter((id) => this.#home(id).size > 0)
    const fault = this.#leave(members, on) ?? this.#join(members, event)
    if (fault) return fault
    if (kind === 'death')
      for (const { personId } of members.filter((one) => one.part === 'leaves')) this.#dead.set(personId, on)
    for (const id of touched) {
      const heads = [...this.#home(id).values()].filter(({ relation }) => relation === 'head').length
      if (heads !== (this.#home(id).size > 0 ? 1 : 0)) return { code: 'registry.one_head' }
    }
    for (const id of peopled) if (this.#home(id).size === 0) this.#closed.set(id, on)
    return undefined
  }

  /** A composition says who leaves by not naming them, a merger takes everybody along. */
  #spelledOut({ kind, householdId, mergedId, members }: FoldedEvent): EventMember[] {
    const gone = (from: string) => (personId: string) =>
      ({ householdId: from, personId, part: 'leaves', relation: null }) as const
    if (kind === 'composition') {
      const home = this.#home(householdId)
      const named = new Set(members.map(({ personId }) => personId))
      const left = [...home.keys()].filter((personId) => !named.has(personId))
      const parts = members.map(
        (member) => ({ ...member, part: home.has(member.personId) ? 'stays' : 'joins' }) as const,
      )
      return [...left.map(gone(householdId)), ...parts]
    }
    if (kind !== 'merge' || mergedId === null) return [...members]
    const given = new Map(members.map(({ personId, relation }) => [personId, relation]))
    const coming = [...this.#home(mergedId).keys()].flatMap((personId): EventMember[] => [
      gone(mergedId)(personId),
      { householdId, personId, part: 'joins', relation: given.get(personId) ?? 'other_relative' },
    ])
    return [...coming, ...members.filter(({ part }) => part === 'stays')]
  }

  #leave(members: readonly EventMember[], on: string): FoldFault | undefined {
    for (const { householdId, personId, part } of members) {
      if (part !== 'leaves') continue
      if (!this.#home(householdId).has(personId)) return { code: 'registry.not_member', personId }
      this.#end(householdId, personId, on)
    }
    return undefined
  }

  #join(members: readonly EventMember[], { kind, on }: FoldedEvent): FoldFault | undefined {
    for (const { householdId, personId, part, relation } of members) {
      if (relation === null) continue
      const stay = this.#home(householdId).get(personId)
      const fault =
        part === 'stays' ? !stay && 'registry.not_member' : this.#cannotJoin(personId, householdId)
      if (fault) return { code: fault, personId }
      const since = this.#dead.get(personId)
      if (since !== undefined && since <= on) return { code: 'registry.person_dead', personId, since }
      if (kind === 'birth' && part === 'joins' && this.#known.has(personId))
        return { code: 'registry.born_before', personId }
      if (stay?.relation === relation) continue
      if (stay) this.#end(householdId, personId, on)
      this.#begin({ householdId, personId, relation, from: on, to: null })
    }
    return undefined
  }

  #cannotJoin(personId: string, householdId: string): FoldFault['code'] | undefined {
    const home = this.#homeOf.get(personId)
    if (home === undefined) return undefined
    return home === householdId ? 'registry.already_member' : 'registry.member_elsewhere'
  }

  #home(id: string): Map<string, Stay> {
    const known = this.#homes.get(id)
    if (known) return known
    const home = new Map<string, Stay>()
    this.#homes.set(id, home)
    return home
  }

  #begin(stay: Stay): void {
    this.#home(stay.householdId).set(stay.personId, stay)
    this.#homeOf.set(stay.personId, stay.householdId)
    this.#known.add(stay.personId)
  }

  #end(householdId: string, personId: string, on: string): void {
    const stay = this.#home(householdId).get(personId)
    if (stay && stay.from < on) this.#ended.push({ ...stay, to: on })
    this.#home(householdId).delete(personId)
    this.#homeOf.delete(personId)
  }
}

/** What stays that nobody told as events say, as events: the whole composition on each day on which it changed. */
export function compositionsOf(householdId: string, stays: readonly Stay[]): FoldedEvent[] {
  const days = [...new Set(stays.flatMap(({ from, to }) => (to === null ? [from] : [from, to])))].sort()
  return days.map((on) => ({
    kind: 'composition',
    on,
    householdId,
    mergedId: null,
    members: stays
      .filter(({ from, to }) => from <= on && (to === null || to > on))
      .map(({ personId, relation }) => ({ householdId, personId, part: 'joins' as const, relation })),
  }))
}
