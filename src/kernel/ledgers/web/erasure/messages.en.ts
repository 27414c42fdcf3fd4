import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'ledgers.erasure.title': 'Erasure by law: {name}',
  'ledgers.erasure.text':
    'One person asks, another confirms. Once confirmed it is done at once, for good, and a certificate is issued.',
  'ledgers.erasure.done': 'This person was erased by law',
  'ledgers.erasure.done.text': 'Entries, households and logs keep only what is not personal.',
  'ledgers.erasure.see': 'See certificate {certificate}',
  'ledgers.erasure.asked': 'Erasure asked for',
  'ledgers.erasure.fact.asked_by': 'Asked for by',
  'ledgers.erasure.fact.confirmed_by': 'Confirmed by',
  'ledgers.erasure.fact.at': 'Erased',
  'ledgers.erasure.fact.legal_basis': 'Legal basis',
  'ledgers.erasure.fact.phones': 'Other phones',
  'ledgers.erasure.fact.request_no': 'Request number',
  'ledgers.erasure.fact.reason': 'Reason',
  'ledgers.erasure.fact.override': 'Ground to do it nevertheless',
  'ledgers.erasure.fact.person': 'Id in the register',
  'ledgers.erasure.usual_basis': 'Personal Information Protection Law, Article 47',
  'ledgers.erasure.reason.help':
    'Leave out names, numbers and all else that is to be erased: the reason is kept.',
  'ledgers.erasure.phones.help':
    'Others that the person used, with commas between; name and phone of what was claimed by them go too. They are kept until it is decided.',
  'ledgers.erasure.ask': 'Ask for erasure',
  'ledgers.erasure.waits': 'Another person with the right has to confirm it.',
  'ledgers.erasure.confirm': 'Confirm the erasure',
  'ledgers.erasure.withdraw': 'Withdraw',
  'ledgers.erasure.sure': 'Erase the personal information of “{name}”?',
  'ledgers.erasure.sure.text':
    'It cannot be brought back. The log still proves itself, but nobody can read what was personal in it.',
  'ledgers.erasure.obstacles':
    'Something stands against it: name the ground on which it is done nevertheless',
  'ledgers.erasure.obstacle.open_entry':
    '{count, plural, one {# entry is} other {# entries are}} still open.',
  'ledgers.erasure.obstacle.hold':
    '{count, plural, one {# hold stands} other {# holds stand}} on this person.',
  'ledgers.erasure.obstacle.retention':
    '{count, plural, one {# entry is} other {# entries are}} to be kept by law, the last until {until} ({basis}).',
  'ledgers.erasure.goes': 'What goes',
  'ledgers.erasure.register': 'In the register: {columns}.',
  'ledgers.erasure.register.nothing': 'The register holds nothing personal.',
  'ledgers.erasure.and': ', ',
  'ledgers.erasure.logs':
    'What is personal in {changes, plural, one {# change} other {# changes}} and {unmaskings, plural, one {# unmasking} other {# unmaskings}} on record.',
  'ledgers.erasure.no_values': 'No ledger holds anything under this person’s key.',
  'ledgers.erasure.head.ledger': 'Ledger',
  'ledgers.erasure.head.no': 'Entry',
  'ledgers.erasure.head.entries': 'Entries',
  'ledgers.erasure.head.values': 'Values',
  'ledgers.erasure.head.files': 'Files',
  'ledgers.erasure.others':
    '{files, plural, one {# file} other {# files}}; {views, plural, one {# saved view that looks} other {# saved views that look}} for this person.',
  'ledgers.erasure.stays': 'What stays by law',
  'ledgers.erasure.stays.nothing': 'Nothing has to stay.',
  'ledgers.erasure.stay.ties':
    '{count, plural, one {# entry still says that it concerns} other {# entries still say that they concern}} an erased person.',
  'ledgers.erasure.stay.log':
    'The course of {count, plural, one {# entry} other {# entries}} stays in the log, with ciphertext that nobody can open.',
  'ledgers.erasure.stay.households':
    '{count, plural, one {# household keeps} other {# households keep}} a member without a name.',
  'ledgers.erasure.stay.clear_text':
    '{count, plural, one {# entry holds} other {# entries hold}} something of this person in clear, in a title or a field that is not declared sensitive. The log cannot be changed, so it cannot be erased.',
  'ledgers.erasure.stay.shared_files':
    '{count, plural, one {# file hangs} other {# files hang}} on other entries or fields too and {count, plural, one {stays} other {stay}}.',
  'ledgers.erasure.more': 'and {count} more',
  'ledgers.erasure.column.name': 'name',
  'ledgers.erasure.column.sex': 'sex',
  'ledgers.erasure.column.birth_date': 'day of birth',
  'ledgers.erasure.column.id_number': 'identity number',
  'ledgers.erasure.column.phone': 'phone',
  'ledgers.erasure.column.address': 'address',
  'ledgers.erasure.column.source': 'source',
  'ledgers.erasure.column.as_of': 'as of',
  'ledgers.certificate.title': 'Certificate of erasure',
  'ledgers.certificate.print': 'Print',
  'ledgers.certificate.json': 'Download JSON',
  'ledgers.certificate.erased': 'What was erased',
  'ledgers.certificate.proof': 'Proof',
  'ledgers.certificate.manifest': 'Hash of the manifest (SM3)',
  'ledgers.certificate.key': 'Signing key',
  'ledgers.certificate.signature': 'Signature (Ed25519)',
  'ledgers.certificate.check':
    'The JSON holds the signed text, the signature and the public key. It can be checked without this system: see docs/erasure.md.',
}
