import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const compressible = /\.(js|css|svg|html|webmanifest|json)$/
/** Fewer bytes fit one packet as they are. */
const worthwhile = 1000

const encodings = [
  {
    ending: '.br',
    // The last two steps take ten times as long for two in a hundred of the size.
    compress: (bytes: Buffer) =>
      promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  },
  { ending: '.gz', compress: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }) },
]

/** Lays beside each built file what of it goes over the line, so that serving it costs no more than reading it. */
export function compressedFiles(): Plugin {
  return {
    name: 'yiwang-compressed-files',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      if (dir === undefined) throw new Error('the build has no folder')
      for (const name of Object.keys(bundle).filter((file) => compressible.test(file))) {
        const path = join(dir, name)
        const bytes = await readFile(path)
        if (bytes.length < worthwhile) continue
        for (const { ending, compress } of encodings)
          await writeFile(`${path}${ending}`, await compress(bytes))
      }
    },
  }
}
