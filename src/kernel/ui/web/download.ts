import { openFile } from './api.ts'

/** What is left of the name that the server gave the file. */
function nameIn(disposition: string | null, otherwise: string): string {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '') ?? []
  return encoded === undefined ? otherwise : decodeURIComponent(encoded)
}

/**
 * Fetches a file and hands it to the browser to keep. `onBytes` tells how much has come; the signal gives it up.
 * @throws ApiError
 */
export async function downloadFile(
  address: string,
  { signal, onBytes }: { signal: AbortSignal; onBytes: (bytes: number) => void },
): Promise<void> {
  const response = await openFile(address, signal)
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  const reader = response.body?.getReader()
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    chunks.push(next.value)
    bytes += next.value.length
    onBytes(bytes)
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(
    new Blob(chunks, { type: response.headers.get('content-type') ?? 'application/octet-stream' }),
  )
  link.download = nameIn(
    response.headers.get('content-disposition'),
    address.split('?')[0]?.split('/').at(-1) ?? '',
  )
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
