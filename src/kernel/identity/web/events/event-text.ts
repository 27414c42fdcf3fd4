import type { IdentityEvent } from '#kernel/identity/model'
import { formatDate } from '#kernel/ui/model'
import type { Translate } from '#kernel/ui/web'

/** What an event says beyond who and what: the position, the names before and after, the day. */
export function eventText(t: Translate, { position, detail }: IdentityEvent): string {
  const say = (name: string) => {
    const value = detail[name]
    return value === undefined || value === null ? undefined : String(value)
  }
  const parts = [
    position ?? undefined,
    say('nameBefore') === undefined
      ? say('name')
      : t('identity.screen.events.from_to', { from: say('nameBefore'), to: say('name') }),
    say('nameEnBefore') &&
      t('identity.screen.events.from_to', { from: say('nameEnBefore'), to: say('nameEn') }),
    say('code'),
    say('from') === 'command_line' ? t('identity.screen.events.command_line') : undefined,
    say('on'),
    say('failures') && t('identity.screen.events.failures', { count: Number(detail['failures']) }),
    say('since') && t('identity.screen.events.since', { time: formatDate(say('since') ?? '', true) }),
    say('reason'),
    say('until') && t('identity.screen.state.locked_until', { time: formatDate(say('until') ?? '', true) }),
    detail['demonstration'] === true ? t('identity.screen.events.demonstration') : undefined,
    say('parentId') && say('parentIdBefore') ? t('identity.screen.events.moved') : undefined,
    say('organisationBefore') && t('identity.screen.events.moved'),
  ]
  return parts.filter((part) => part !== undefined && part !== '').join(' · ')
}
