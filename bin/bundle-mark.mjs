/** The file that says that a folder is an installed bundle: complete, and nothing in it is fetched or built. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export const bundleMark = 'BUNDLE'

export const isBundle = (folder) => existsSync(join(folder, bundleMark))
