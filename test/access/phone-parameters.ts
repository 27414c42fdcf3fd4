import { randomUUID } from 'node:crypto'
import type { Choice } from './parameters.ts'
import type { PlantedWorld } from './planting.ts'
import type { Reader } from './secrets.ts'

/** Phones in paths: one's own, and those that the caller neither has nor keeps. */
export const phoneParameters: Record<string, (at: PlantedWorld, reader: Reader) => Choice> = {
  deviceId: ({ devices }, reader) => ({
    secret: true,
    visible: devices
      .filter(({ accountId }) => accountId === reader.accountId)
      .slice(0, 3)
      .map(({ id }) => id),
    hidden: devices
      .filter(({ may }) => !may(reader))
      .slice(0, 3)
      .map(({ id }) => id),
    missing: [randomUUID()],
  }),
  itemKey: () => ({ secret: true, visible: [], hidden: [], missing: [randomUUID()] }),
}

export const phoneQueries: Record<string, (at: PlantedWorld, reader: Reader) => readonly string[]> = {
  device: ({ devices }, reader) =>
    [
      ...devices.filter(({ accountId }) => accountId === reader.accountId),
      ...devices.filter(({ accountId }) => accountId !== reader.accountId).slice(0, 1),
    ].map(({ id }) => id),
  since: () => [randomUUID()],
}
