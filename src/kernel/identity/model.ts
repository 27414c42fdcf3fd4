export {
  Account,
  AccountName,
  AccountState,
  DemonstrationRole,
  LoginName,
  NewAccount,
  PasswordChange,
  SessionAnswer,
  SignIn,
  StaffMember,
} from './model/account.ts'
export { defaultLockout, lockedUntil, type LockoutRule } from './model/lockout.ts'
export { identityMessages } from './model/messages.ts'
export {
  oneTimePassword,
  type PasswordFault,
  passwordFaults,
  passwordLengthMax,
  passwordLengthMin,
} from './model/password.ts'
export { defaultSessionLimits, sessionEnd, type SessionLimits } from './model/session-limits.ts'
