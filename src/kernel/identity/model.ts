export {
  Account,
  AccountChange,
  AccountName,
  AccountState,
  Appointment,
  DemonstrationRole,
  LoginName,
  NewAccount,
  PasswordChange,
  SessionAnswer,
  SignIn,
  StaffMember,
} from './model/account.ts'
export { IdentityEvent, IdentityEventKind, identityEventKinds } from './model/identity-event.ts'
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
