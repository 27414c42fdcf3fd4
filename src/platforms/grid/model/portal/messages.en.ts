import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'error.portal.blocked':
    'Because of unusual use nothing is taken from here until {until}. If it is urgent call 12345 or go to your community’s office; tell them too if this is a mistake.',
  'error.portal.too_many': 'That was too often. Try again in {minutes} minutes; if it is urgent call 12345.',
  'error.portal.proof_needed': 'One moment: the browser is making a check.',
  'error.portal.proof_wrong': 'The check did not pass. Please try again.',
  'error.portal.no_codes':
    'No codes can be sent at the moment. You can go on without a phone and follow by number and code.',
  'error.portal.code_wrong': 'The code is wrong or too old. Check it, or ask for a new one.',
  'error.portal.photos_only': 'Only photos as JPEG, PNG or WebP can be added.',
  'error.portal.too_many_photos': 'Too many photos: {count} at most.',
  'error.portal.photo_gone': 'A photo has expired. Please add it again.',
  'error.portal.words_short': 'Write a few more words, so that it is clear what it is about.',
  'error.portal.refused': 'It was not sent. Load the page again and try once more, or call 12345.',
  'error.portal.no_such_claim': 'Nothing was found. Check the number and the code.',
  'error.portal.no_phone': 'Sign in with your phone first.',
  'error.portal.not_now': 'This can’t be done now. Load the page again to see why.',
  'error.portal.rated_already': 'You have rated this already.',
  'error.portal.window_over':
    'The time to have it taken up again is over. If the problem is still there, report it anew.',
  'error.portal.reason_short': 'Say why, in four characters at least.',
  'error.portal.withdrawn_already': 'This photo has been taken back already.',
  'error.portal.not_to_mark': 'This claim did not come by the portal, or is marked already.',
}
