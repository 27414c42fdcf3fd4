import { hash, verify } from '@node-rs/argon2'

/** Hashes and checks passwords; both run off the main thread. */
export type Passwords = {
  hash(password: string): Promise<string>
  /** Without a hash it works as long as with one, and says no: who has no account must not be seen by the clock. */
  verify(hash: string | null | undefined, password: string): Promise<boolean>
}

// OWASP's least for argon2id, which is the library's default kind: 19 MiB, two passes (16–38 ms here).
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Of no password, at the same cost. */
const nobody =
  '$argon2id$v=19$m=19456,t=2,p=1$jBh/7k05Xc/ShWQcOJemIA$uU1GJsCtAhgVUY8WYsJsUI9cjyOSiQEhDeOaOq+0IpQ'

/** The same characters give the same bytes, whichever keyboard or input method composed them. */
function canonical(password: string): string {
  return password.normalize('NFC')
}

export const argon2Passwords: Passwords = {
  hash: (password) => hash(canonical(password), cost),
  verify: async (known, password) => {
    const right = await verify(known ?? nobody, canonical(password), cost)
    return right && known !== null && known !== undefined
  },
}
