import type { HouseholdEventKind, NewHouseholdEvent, Relation } from '#kernel/registry/model'
import type { FormProblem } from '#kernel/ui/web'
import type { MemberDraft } from '../forms/MembersInput.tsx'

/** The kinds that are recorded by hand, in the order in which they are offered. */
export const recordedKinds = [
  'birth',
  'death',
  'marriage',
  'move_in',
  'move_out',
  'split',
  'merge',
  'head',
] as const satisfies readonly HouseholdEventKind[]
export type RecordedKind = (typeof recordedKinds)[number]

/** What is typed into the form of an event. */
export type EventContent = {
  kind: RecordedKind
  on: string | null
  source: string
  note: string
  /** Who comes. */
  members: readonly MemberDraft[]
  /** Who of the household goes. */
  personIds: readonly string[]
  /** New relations by person: of who stays, or of who goes over into another household. */
  relations: Readonly<Record<string, Relation>>
  joining: Readonly<Record<string, Relation>>
  otherId: string | null
  number: string
  address: string
}

export function blankEvent(kind: RecordedKind, on: string | null): EventContent {
  const relation = kind === 'marriage' ? 'spouse' : 'child'
  return {
    kind,
    on,
    source: '',
    note: '',
    members: [{ personId: null, relation }],
    personIds: [],
    relations: {},
    joining: {},
    otherId: null,
    number: '',
    address: '',
  }
}

export const comesIn = (kind: RecordedKind): boolean => ['birth', 'marriage', 'move_in'].includes(kind)
export const goesOut = (kind: RecordedKind): boolean => ['death', 'move_out', 'split'].includes(kind)

const listed = (relations: Readonly<Record<string, Relation>>) =>
  Object.entries(relations).map(([personId, relation]) => ({ personId, relation }))

/** What an event can't be sent without. */
export function missingOf(content: EventContent, say: (what: string) => string): FormProblem[] {
  const { kind, on, members, personIds, relations, otherId } = content
  return [
    ...(on === null ? [{ field: 'on', text: say('on') }] : []),
    ...(comesIn(kind) && !members.some(({ personId }) => personId !== null)
      ? [{ field: 'members', text: say('who') }]
      : []),
    ...(goesOut(kind) && personIds.length === 0 ? [{ field: 'personIds', text: say('who') }] : []),
    ...(kind === 'merge' && otherId === null ? [{ field: 'otherId', text: say('other') }] : []),
    ...(kind === 'head' && Object.keys(relations).length === 0
      ? [{ field: 'relations', text: say('head') }]
      : []),
  ]
}

/** The body of the request. */
export function eventOf(content: EventContent): NewHouseholdEvent {
  const { kind, source, note, personIds, number, address } = content
  const told = { on: content.on ?? '', source, note, relations: listed(content.relations) }
  const members = content.members.flatMap(({ personId, relation }) =>
    personId === null ? [] : [{ personId, relation }],
  )
  switch (kind) {
    case 'birth':
    case 'marriage':
    case 'move_in':
      return { kind, ...told, members }
    case 'death':
    case 'move_out':
      return { kind, ...told, personIds: [...personIds] }
    case 'split':
      return {
        kind,
        ...told,
        members: personIds.map((personId, index) => ({
          personId,
          relation: content.joining[personId] ?? (index === 0 ? 'head' : 'child'),
        })),
        household: {
          ...(number.trim() === '' ? {} : { number: number.trim() }),
          ...(address.trim() === '' ? {} : { address: address.trim() }),
        },
      }
    case 'merge':
      return { kind, ...told, otherId: content.otherId ?? '', members: listed(content.joining) }
    case 'head':
      return { kind, ...told }
  }
}
