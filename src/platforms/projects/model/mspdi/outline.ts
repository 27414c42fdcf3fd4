import type { Network, NetworkTask } from '../schedule/network.ts'

/** A task as a row of the outline: parts under their summary. */
export type Row = {
  readonly task: NetworkTask
  readonly index: number
  readonly level: number
  readonly number: { readonly row: number; readonly outline: string }
}

/** The tasks in the order of the outline, each part under what it is part of. */
export function rowsOf({ tasks }: Network): Row[] {
  const parts = Map.groupBy(
    tasks.map((task, index) => ({ task, index })),
    ({ task }) => task.parent,
  )
  const rows: Row[] = []
  const walk = (parent: string | undefined, level: number, prefix: string) => {
    for (const [place, { task, index }] of (parts.get(parent) ?? []).entries()) {
      const outline = `${prefix}${place + 1}`
      rows.push({ task, index, level, number: { row: rows.length + 1, outline } })
      walk(task.id, level + 1, `${outline}.`)
    }
  }
  walk(undefined, 1, '')
  return rows
}

/** The number that each task has in a file: its id where all ids are numbers above 0, else its row. */
export function uidsOf(network: Network): Map<string, number> {
  const numbered = network.tasks.every(({ id }) => /^[1-9]\d{0,8}$/.test(id))
  return new Map(
    rowsOf(network).map(({ task, number }) => [task.id, numbered ? Number(task.id) : number.row]),
  )
}
