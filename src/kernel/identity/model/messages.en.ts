import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'error.identity.sign_in_refused':
    'The account or the password is wrong, or the account cannot be used just now. {failures} wrong passwords in a row lock it for {minutes} minutes, and every further one doubles the time. Try again later or ask the system administrator.',
  'error.identity.password_must_change':
    'The password is right. It was given to you, so choose one of your own first.',
  'error.identity.no_position': 'Your account holds no position at present. Ask the security administrator.',
  'error.identity.current_password_wrong': 'The present password is wrong.',
  'error.identity.password_too_short': 'The password needs at least 10 characters.',
  'error.identity.password_too_long': 'The password may have at most 128 characters.',
  'error.identity.password_too_uniform':
    'The password needs three of these: capital letters, small letters, digits, other characters.',
  'error.identity.password_too_common': 'This password is too common and easily guessed.',
  'error.identity.password_contains_login_name': 'The password must not contain the login name.',
  'error.identity.password_unchanged': 'The new password must differ from the present one.',
  'error.identity.login_name_taken': 'The login name “{loginName}” is in use.',
  'error.identity.unknown_position': 'A chosen position does not exist, has ended or is outside your scope.',
  'error.identity.unknown_organisation': 'The chosen organisation does not exist or is outside your scope.',
  'error.identity.unknown_division': 'The division code “{code}” does not exist or is outside your scope.',
  'error.identity.duties_not_separated':
    'One account cannot be system, security and audit administrator at once.',
  'error.identity.own_account': 'This cannot be done to your own account.',
  'error.identity.key_reused': 'This submission’s key was used for something else. Reload and submit again.',
  'error.identity.administrators_exist':
    'The administrators exist already, and no account was made: {who}. A lost password: yiwang administrators --reset NAME.',
  'error.identity.no_government':
    'The organisations of division {district} are not loaded yet. Run yiwang seed --no-accounts --no-records first.',
  'error.identity.not_an_administrator':
    '“{loginName}” is not a system, security or audit administrator (there are: {known}). Other passwords are reset by the system administrator on the screen.',
  'identity.event.signed_in': 'Signed in',
  'identity.event.sign_in_failed': 'Sign-in failed',
  'identity.event.account_locked': 'Account locked',
  'identity.event.signed_out': 'Signed out',
  'identity.event.session_ended': 'Session ended',
  'identity.event.position_switched': 'Position switched',
  'identity.event.password_changed': 'Password changed',
  'identity.event.account_created': 'Account opened',
  'identity.event.account_changed': 'Account corrected',
  'identity.event.account_disabled': 'Account disabled',
  'identity.event.account_enabled': 'Account enabled or unlocked',
  'identity.event.password_reset': 'Password reset',
  'identity.event.phone_revoked': 'Phone revoked',
  'identity.event.appointed': 'Appointed',
  'identity.event.relieved': 'Relieved',
  'identity.event.position_created': 'Position made',
  'identity.event.position_ended': 'Position ended',
  'identity.event.organisation_created': 'Organisation made',
  'identity.event.organisation_changed': 'Organisation renamed or moved',
  'identity.event.organisation_closed': 'Organisation closed',
}
