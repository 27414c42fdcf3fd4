import { keep, readKept } from '#kernel/offline/web'
import { api, asApiError, newClientKey } from '#kernel/ui/web'

const name = 'grid.corrections'
const collections: Readonly<Record<string, string>> = {
  person: 'persons',
  household: 'households',
  place: 'places',
}

type Correction = { element: string; objectId: string; value: string; reason: string }
type Kept = Correction & { key: string }

async function readAll(): Promise<Kept[]> {
  return ((await readKept(name)) as Kept[] | undefined) ?? []
}

/** That a fact of the register should be another: asked for from whoever owns it, now or when there is a line. */
export async function askCorrection(correction: Correction): Promise<void> {
  await keep(name, [...(await readAll()), { ...correction, key: newClientKey() }])
  await sendCorrections()
}

let sending = false

/** Sends what waits. What the register refuses is not asked again: the visit itself says what was found. */
export async function sendCorrections(): Promise<void> {
  if (sending) return
  sending = true
  try {
    for (const one of await readAll()) {
      const [kind = '', field = ''] = one.element.split('.')
      const path = `/api/${collections[kind] ?? kind}/${one.objectId}/change-requests`
      try {
        const body = { field, value: one.value, reason: one.reason }
        await api.post(path, body, { clientKey: one.key, stayOn401: true })
      } catch (error) {
        const { status } = asApiError(error)
        if (status === 0 || status === 401 || status >= 500) return
      }
      await keep(
        name,
        (await readAll()).filter(({ key }) => key !== one.key),
      )
    }
  } finally {
    sending = false
  }
}
