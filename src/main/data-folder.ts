import { join } from 'node:path'

/** What lies where in the data folder: the one place that knows. */
export type DataFolder = {
  root: string
  embedded: string
  keys: string
  files: string
  checkpoints: string
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
    settings: join(root, 'installation.json'),
  }
}
