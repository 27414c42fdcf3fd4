import { oneTimePassword } from '#kernel/identity/model'

/** Made in the browser, so that it travels once and a lost answer can be sent for again. */
export function newOneTimePassword(loginName: string): string {
  return oneTimePassword(loginName, (count) => crypto.getRandomValues(new Uint8Array(count)))
}
