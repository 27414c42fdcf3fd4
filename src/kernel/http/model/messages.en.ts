import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'error.http.not_found': 'Not found, or outside what you may see.',
  'error.http.invalid': 'Something in what was sent is wrong. Mend what is marked and send again.',
  'error.http.not_signed_in': 'Sign in first.',
  'error.http.forbidden': 'Your position does not have this right.',
  'error.http.cross_site':
    'Refused: the mark of this site’s own pages (x-yiwang) is missing, or the request comes from another site.',
  'error.http.bad_client_key': 'The header Idempotency-Key must be a UUID.',
  'error.http.client_key_missing': 'This request writes: it needs the header Idempotency-Key.',
  'error.http.bad_json': 'The body is not valid JSON.',
  'error.http.unsupported_media_type': 'The content type {type} is not supported.',
  'error.http.too_large': 'Too large: the limit is {limit} bytes.',
  'error.http.too_many': 'Too many requests. Try again in {seconds} seconds.',
  'error.http.no_room':
    'There is no room left on the server, and nothing was saved. Tell the administrator, and try again once there is.',
  'error.http.unavailable':
    'The database is not available at the moment. It is being reconnected; try again shortly.',
  'error.http.internal':
    'An internal fault, logged as request {requestId}. Try again; if it stays, tell the administrator this number.',
  'http.title.400': 'Invalid',
  'http.title.401': 'Not signed in',
  'http.title.403': 'Not allowed',
  'http.title.404': 'Not found',
  'http.title.409': 'Changed meanwhile',
  'http.title.413': 'Too large',
  'http.title.415': 'Type not supported',
  'http.title.423': 'Locked',
  'http.title.429': 'Too many',
  'http.title.500': 'Fault',
  'http.title.503': 'Not available',
  'http.title.507': 'No room left',
}
