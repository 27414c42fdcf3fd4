import { tell } from '#kernel/offline/web'

type Correction = { element: string; objectId: string; value: string; reason: string }

/** That a fact of the register should be another: asked of whoever owns it, now or when there is a line. */
export async function askCorrection({ element, ...asked }: Correction): Promise<void> {
  const [kind = '', field = ''] = element.split('.')
  await tell('registry_correction', { kind, field, ...asked })
}
