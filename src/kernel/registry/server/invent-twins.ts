import { readIdNumber } from '../model/id-number.ts'
import type { Invented } from './invent.ts'

const twinsMax = 6

/**
 * A few of the invented people once more, as a list of another office would have them: the same name, phone and day of
 * birth, without identity number and with less of an address, some with their household. So there is something to find.
 */
export function inventTwins({ persons, households }: Invented, newId: () => string): Invented {
  const apart = Math.max(1, Math.floor(households.length / twinsMax))
  const twins: Invented = { persons: [], households: [] }
  for (let at = 0; at < households.length && twins.persons.length < twinsMax; at += apart) {
    const home = households[at]
    const head = persons.find(
      ({ id }) => id === home?.members?.find(({ relation }) => relation === 'head')?.personId,
    )
    if (!home || !head?.idNumber) continue
    const { sex, birthDate } = readIdNumber(head.idNumber)
    const id = newId()
    twins.persons.push({ ...head, id, idNumber: null, sex, birthDate, address: head.address.slice(0, -1) })
    if (twins.persons.length % 2 === 0) continue
    const members = [{ personId: id, relation: 'head' as const }]
    twins.households.push({ ...home, id: newId(), number: null, members })
  }
  return twins
}
