import { join } from 'node:path'

/** What lies where in the data folder: the one place that knows. */
export type DataFolder = {
  root: string
  embedded: string
  keys: string
  files: string
  checkpoints: string
  erasures: string
  settings: string
}

export function dataFolder(root: string): DataFolder {
  return {
    root,
    /** The embedded database makes its own folder `pg` and its lock in here. */
    embedded: root,
    keys: join(root, 'keys.json'),
    files: join(root, 'files'),
    checkpoints: join(root, 'checkpoints'),
    /** Outside the database, so that a restore of an older backup can be held against it. */
    erasures: join(root, 'erasures.jsonl'),
    settings: join(root, 'installation.json'),
  }
}
