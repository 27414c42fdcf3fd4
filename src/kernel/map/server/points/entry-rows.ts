/** A place of the register that an entry concerns and that has a point, with what says who may see it. */
export type Alternative = readonly [x: number, y: number, divisionCode: string, sensitivity: number]

/** An open entry as the database writes it for the thread that cuts tiles; times in milliseconds. */
export type EntryPointRow = readonly [
  id: string,
  ledgerId: number,
  no: string,
  title: string,
  stage: string,
  dueAt: number | null,
  amberAt: number | null,
  seq: number,
  sensitivity: number,
  divisionCode: string,
  /** Where it stands by its own field. */
  x: number | null,
  y: number | null,
  /** Of an entry that doesn't say, in the order in which they were tied to it. */
  alternatives: readonly Alternative[] | null,
]

/** Where the label of each division stands that has a shape. */
export type LabelRow = readonly [code: string, x: number, y: number]

/** All by which one asker sees other entries than another. */
export type EntrySight = {
  /** The auditor's: everything whatever the scope. */
  all: boolean
  roots: readonly string[]
  /** Ids of the ledgers that the scope is over; null: all of them. */
  ledgers: readonly number[] | null
  sensitivity: number
  /** Whether places of the register in the scope may be seen. */
  places: boolean
  /** Entries outside the scope that it takes part in. */
  takesPartIn: readonly string[]
}
