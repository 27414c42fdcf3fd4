import type { Database } from '#kernel/db/server'
import type { DivisionTree } from '#kernel/divisions/model'
import {
  defaultLockout,
  defaultSessionLimits,
  type LockoutRule,
  type SessionLimits,
} from '#kernel/identity/model'
import { argon2Passwords, type Passwords } from './passwords.ts'
import { Sessions } from './sessions.ts'
import { defaultSignInLimit, SignInLimit, type SignInLimitRule } from './sign-in-limit.ts'

type Options = {
  db: Database
  divisions: Pick<DivisionTree, 'find'>
  now: () => Date
  /** The server listens on the loopback only and shows the demonstration district. */
  demonstration?: boolean
  passwords?: Passwords
  lockout?: LockoutRule
  sessionLimits?: SessionLimits
  signInLimit?: SignInLimitRule
  /** How long a session is believed without asking the database; also how late another process's revocation acts. */
  cacheSeconds?: number
}

/** What the routes of identity share. Its `sessions.authenticate` is what the http server takes. */
export type Identity = {
  readonly db: Database
  readonly divisions: Pick<DivisionTree, 'find'>
  readonly now: () => Date
  readonly demonstration: boolean
  readonly passwords: Passwords
  readonly lockout: LockoutRule
  readonly sessionLimits: SessionLimits
  readonly signInLimit: SignInLimit
  readonly sessions: Sessions
}

export function createIdentity(options: Options): Identity {
  const sessionLimits = options.sessionLimits ?? defaultSessionLimits
  return {
    db: options.db,
    divisions: options.divisions,
    now: options.now,
    demonstration: options.demonstration ?? false,
    passwords: options.passwords ?? argon2Passwords,
    lockout: options.lockout ?? defaultLockout,
    sessionLimits,
    signInLimit: new SignInLimit(options.db, options.signInLimit ?? defaultSignInLimit),
    sessions: new Sessions({
      db: options.db,
      limits: sessionLimits,
      cacheSeconds: options.cacheSeconds ?? 5,
    }),
  }
}
