import { Zip, ZipDeflate } from 'fflate'

/** A part of a zip: its content comes as it is made. */
export type ZipPart = { name: string; content: AsyncIterable<string> | Iterable<string> }

/** The same content gives the same bytes whenever it is made: the parts bear the first day that a zip can name. */
export const zipTime = new Date(1980, 0, 1)
const encoder = new TextEncoder()

/** Packs parts as they come: no more of them is in memory than what was not taken yet. */
export async function* zipParts(
  parts: AsyncIterable<ZipPart> | Iterable<ZipPart>,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  let fault: Error | null = null
  const zip = new Zip((error, chunk) => {
    if (error) fault = error
    else ready.push(chunk)
  })
  const taken = () => {
    if (fault) throw fault
    return ready.splice(0)
  }
  for await (const { name, content } of parts) {
    const file = new ZipDeflate(name, { level: 6 })
    file.mtime = zipTime
    zip.add(file)
    for await (const text of content) {
      file.push(encoder.encode(text))
      yield* taken()
    }
    file.push(new Uint8Array(0), true)
    yield* taken()
  }
  zip.end()
  yield* taken()
}
